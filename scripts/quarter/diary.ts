import type { Day } from '#lib/days.ts';
import { must } from '#lib/errors.ts';
import { type Cast, openAndFill } from './begin.ts';
import type { Office } from './office.ts';

/** Something that people do by themselves on a day, at ten in the company's zone. */
interface Entry {
  readonly day: number;
  readonly act: (office: Office, cast: Cast, today: Day) => Promise<void>;
}

/** Who praises whom, by their places in the list of people, and where it is read. */
const PRAISED = [
  {
    day: 6,
    giver: 5,
    praised: 6,
    words: 'You took over the site visit at two hours notice, and they signed.',
    place: 'channel',
  },
  { day: 13, giver: 9, praised: 12, words: 'Your notes on the first call saved me a week.', place: 'alone' },
  {
    day: 27,
    giver: 2,
    praised: 20,
    words: 'Three new customers in a quarter that began without one.',
    place: 'channel',
  },
  { day: 41, giver: 18, praised: 17, words: 'Thank you for the evening with the tender.', place: 'channel' },
  {
    day: 56,
    giver: 30,
    praised: 31,
    words: 'You found the mistake in the offer before they did.',
    place: 'alone',
  },
  { day: 70, giver: 1, praised: 25, words: 'Nobody else would have kept this customer.', place: 'channel' },
] as const;

/** What happens besides reactions to messages, by days after the quarter's first. */
const DIARY: readonly Entry[] = [
  {
    day: 11,
    act: (office, cast, today) =>
      announce(office, cast, {
        title: 'From November on every offer above $25,000 goes through the deal desk.',
        why: 'Discounts above 15% have doubled within a year.',
        priorities: 'Involve the deal desk before the first offer, not after it.',
        process: 'Open a request in the deal desk queue; it is answered within one working day.',
        effective_on: today.add({ days: 20 }).toString(),
        roles: ['*'],
        channels: ['C0BW0000ALL'],
        send_on: today.add({ days: 2 }).toString(),
        send_hour: '9',
      }),
  },
  {
    day: 19,
    act: (office, { unsubscribed }) =>
      openAndFill(office, {
        who: unsubscribed,
        line: '/attain settings',
        form: { topic_nudges: 'off', 'topic_nudges-activity': 'off' },
      }),
  },
  {
    day: 33,
    act: (office, { snoozing }, today) =>
      openAndFill(office, {
        who: snoozing,
        line: '/attain settings',
        form: { pause: today.add({ days: 7 }).toString() },
      }),
  },
  {
    day: 46,
    act: (office, cast, today) =>
      announce(office, cast, {
        title: 'Renewals above $50,000 are prepared ninety days ahead from December on.',
        why: 'Two of five late renewals were lost to somebody who asked first.',
        priorities: 'The renewals that end before April.',
        targeting: 'Customers with more than one site.',
        effective_on: today.add({ days: 15 }).toString(),
        roles: ['*'],
        send_on: today.add({ days: 1 }).toString(),
        send_hour: '9',
      }),
  },
];

/** Does what stands in the diary for a day of the quarter. */
export async function live(
  office: Office,
  cast: Cast,
  { start, today }: { readonly start: Day; readonly today: Day },
): Promise<void> {
  const day = start.until(today).days;
  for (const entry of DIARY) if (entry.day === day) await entry.act(office, cast, today);
  for (const entry of PRAISED) if (entry.day === day) await praise(office, entry);
}

/** Opens the window, looks at the preview and lets it be said. */
async function praise(
  { slack, team }: Office,
  { giver, praised, words, place }: (typeof PRAISED)[number],
): Promise<void> {
  const who = must(team.people[giver], 'who praises').id;
  const form = {
    people: [must(team.people[praised], 'who is praised').id],
    words,
    place,
    ...(place === 'channel' ? { channel: 'C0BW0000ALL' } : {}),
  };
  await fillTwice(slack, { who, line: '/attain praise', form });
}

/** Writes a change, looks at the preview and asks for approval. */
function announce({ slack }: Office, { operations: who }: Cast, form: Form): Promise<void> {
  return fillTwice(slack, { who, line: '/attain announce new', form });
}

/** Fills a window that shows a preview, and submits that as well. */
async function fillTwice(
  slack: Office['slack'],
  { who, line, form }: { readonly who: string; readonly line: string; readonly form: Form },
): Promise<void> {
  await slack.command(who, line);
  await slack.until(() => slack.views(who).at(-1), { what: `the window of ${line}` });
  for (const values of [form, {}]) {
    const submission = await slack.submit(who, { values });
    if (submission.result !== 'updated')
      throw new Error(`${line} was refused: ${JSON.stringify(submission)}`);
  }
  while (slack.views(who).length > 0) await slack.closeView(who);
}

type Form = Parameters<typeof openAndFill>[1]['form'];
