import type { Day } from '#lib/days.ts';
import { actions } from '#slack/blocks/button.ts';
import { context, section } from '#slack/blocks/layout.ts';
import { fitLines, joinText } from '#slack/blocks/lines.ts';
import type { Block, Message } from '#slack/blocks/message.ts';
import { endSentence, escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import type { Announcement, Delivery, Words } from './announcement.ts';
import { LONGEST } from './draft.ts';
import type { NamedMeaning } from './meaning.ts';

export const ACKNOWLEDGE = 'announcements.acknowledge';
export const ASK = 'announcements.ask';

/** Room for what stands around it in the text form. */
const TEXT_LENGTH = 3_700;

/** What an announcement is tied to. */
export interface Tied {
  readonly corrects: Announcement | undefined;
  readonly correctedBy: Announcement | undefined;
}

/** An announcement as somebody gets it who has or has not acknowledged it, or as a channel does. */
export function announcedMessage(
  announcement: Announcement,
  {
    tied,
    delivery,
    meant,
  }: {
    readonly tied: Tied;
    readonly delivery: Delivery | 'channel' | undefined;
    /** What is said to this reader besides. */
    readonly meant?: readonly NamedMeaning[];
  },
): Message {
  const { title } = announcement;
  const answer = answerPart(announcement, delivery);
  const body = wordBlocks(announcement, { ...tied, meant });
  return {
    text: fitLines([...wordLines(announcement, { ...tied, meant }), ...answer.text], TEXT_LENGTH),
    blocks: [...body, ...answer.blocks(title)],
  };
}

/** The same without anything to press: for previews. */
export function wordBlocks(announcement: Announcement, around: Around): readonly Block[] {
  const [title, from, ...parts] = wordLines(announcement, around);
  return [
    ...(title ? [section(title)] : []),
    ...(from ? [context(from)] : []),
    ...parts.map((part) => section(part)),
  ];
}

type Around = Tied & { readonly meant?: readonly NamedMeaning[] | undefined };

function wordLines(
  announcement: Announcement,
  { corrects, correctedBy, meant = [] }: Around,
): readonly SafeText[] {
  const { title, authorName, effectiveOn, state } = announcement;
  const by = authorName === null ? mrkdwn`Sales operations` : escapeText(authorName, 60);
  return [
    mrkdwn`*${escapeText(title, LONGEST.title)}*`,
    mrkdwn`${endSentence(mrkdwn`From ${by}`)} In force from ${dayText(effectiveOn)}.`,
    ...(state === 'withdrawn' ? [mrkdwn`*This was taken back: it does not hold.*`] : []),
    ...(correctedBy ? [mrkdwn`*Corrected:* see "${titleText(correctedBy)}".`] : []),
    ...(corrects ? [mrkdwn`*This corrects* "${titleText(corrects)}" of ${dayText(corrects.sendOn)}.`] : []),
    ...parts(announcement, meant),
  ];
}

/** What a change means for one role or team, as its people read it. */
export function meaningLine({ kind, name, words }: NamedMeaning): SafeText {
  const named = escapeText(name ?? '', 60);
  const where =
    name === null
      ? mrkdwn``
      : kind === 'role'
        ? mrkdwn`, in the role ${named}`
        : mrkdwn`, in the team of ${named}`;
  return under(mrkdwn`*For you${where}:*`, words);
}

function parts(words: Words, meant: readonly NamedMeaning[]): readonly SafeText[] {
  const changes = [
    ['Targeting', words.targeting],
    ['Positioning', words.positioning],
    ['Process', words.process],
  ] as const;
  const unchanged = changes.filter(([, text]) => text === '').map(([name]) => name);
  return [
    under(mrkdwn`*Why:*`, words.why),
    under(mrkdwn`*What becomes a priority:*`, words.priorities),
    ...meant.map(meaningLine),
    ...changes.flatMap(([name, text]) =>
      text === '' ? [] : [under(mrkdwn`*What changes in ${escapeText(name.toLowerCase())}:*`, text)],
    ),
    ...(unchanged.length > 0 ? [mrkdwn`${escapeText(listOf(unchanged))}: no change.`] : []),
    ...(words.questions === '' ? [] : [under(mrkdwn`*Questions you may have:*`, words.questions)]),
  ];
}

/** What a reader can do about it; of what was taken back, nothing is asked any more. */
function answerPart(
  { id, state }: Pick<Announcement, 'id' | 'state'>,
  delivery: Delivery | 'channel' | undefined,
): { readonly text: readonly SafeText[]; blocks(title: string): readonly Block[] } {
  if (state === 'withdrawn') return { text: [], blocks: () => [] };
  const onDay = delivery === 'channel' ? undefined : delivery?.acknowledgedOn;
  const text = onDay
    ? mrkdwn`You said on ${dayText(onDay)} that you have read this.`
    : mrkdwn`Say that you have read it, or ask: openly or without your name.`;
  const read = (title: string) => ({
    action: ACKNOWLEDGE,
    label: 'I have read it',
    value: String(id),
    style: 'primary' as const,
    spoken: `I have read: ${title}`,
  });
  const ask = (title: string) => ({
    action: ASK,
    label: 'Ask a question',
    value: String(id),
    spoken: `Ask about: ${title}`,
  });
  return {
    text: [text],
    blocks: (title) => [
      ...(onDay ? [context(text)] : []),
      actions(...(onDay ? [] : [read(title)]), ask(title)),
    ],
  };
}

/** Outside text below words of ours: no line of it can be taken for a line of ours. */
export function under(heading: SafeText, text: string, most: number = LONGEST.questions): SafeText {
  const lines = text.split(/\n+/u).flatMap((raw) => {
    const line = escapeText(raw, most);
    return line === '' ? [] : [line];
  });
  const [only] = lines;
  return lines.length > 1
    ? joinText([heading, ...lines.map((one) => mrkdwn`• ${one}`)])
    : mrkdwn`${heading} ${only ?? mrkdwn`–`}`;
}

/** Inside of a sentence: the title without the full stop that many end with. */
export function titleText({ title }: Pick<Words, 'title'>): SafeText {
  return escapeText(title.trim().replace(/\.+$/u, '') || title, LONGEST.title);
}

/** "Mon, Dec 1, 2026" */
export function dayText(on: Day): SafeText {
  return escapeText(
    on.toLocaleString('en-US', { weekday: 'short', month: 'short', day: 'numeric', year: 'numeric' }),
  );
}

function listOf(names: readonly string[]): string {
  return new Intl.ListFormat('en-US').format(
    names.map((name, index) => (index === 0 ? name : name.toLowerCase())),
  );
}
