import { actions, line } from '#slack/blocks/button.ts';
import { context, section } from '#slack/blocks/layout.ts';
import { fitLines } from '#slack/blocks/lines.ts';
import type { Block, Message } from '#slack/blocks/message.ts';
import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import { LATELY_DAYS, type Praise } from './praise.ts';
import type { TeamPraise } from './team.ts';
import { andList, named, placeWords } from './views.ts';
import { WRITE } from './write.ts';

export const TAKE_BACK = 'praise.take_back';
const WORDS_SHOWN = 200;
const TEXT_LENGTH = 3_700;

/** Praise around one person. */
export interface Around {
  readonly received: readonly Praise[];
  readonly given: readonly Praise[];
  readonly team: readonly TeamPraise[];
  readonly nameOf: (id: string) => string;
}

/** What somebody was given and gave, the newest first, and how often their people were praised. */
export function listMessage({ received, given, team, nameOf }: Around): Message {
  const got = received.map((one) => receivedLine(one, nameOf));
  const gave = given.map((one) => givenLine(one, nameOf));
  const heading = {
    got: got.length === 0 ? mrkdwn`Nobody has praised you here yet.` : mrkdwn`*You were praised*`,
    gave: gave.length === 0 ? mrkdwn`You have praised nobody here yet.` : mrkdwn`*You praised*`,
  };
  const people = teamLines(team);
  const small = mrkdwn`Only you see this. Praise that was taken back is not in it.`;
  return {
    text: fitLines([heading.got, ...got, heading.gave, ...gave, ...people, small], TEXT_LENGTH),
    blocks: [
      section(heading.got),
      ...got.map((one) => section(one)),
      section(heading.gave),
      ...given.map((one, at) => givenBlock(one, gave[at] ?? mrkdwn``)),
      ...people.map((one) => section(one)),
      context(small),
      actions({ action: WRITE, label: 'Praise somebody', style: 'primary' }),
    ],
  };
}

function receivedLine(one: Praise, nameOf: Around['nameOf']): SafeText {
  return mrkdwn`${dayText(one)}, ${named(nameOf(one.giverId))}, ${placeWords(one.channelId)}: ${words(one)}`;
}

function givenLine(one: Praise, nameOf: Around['nameOf']): SafeText {
  const people = andList(one.people.map((id) => named(nameOf(id))));
  return mrkdwn`${dayText(one)}, ${people}, ${placeWords(one.channelId)}: ${words(one)}`;
}

function givenBlock({ id, words: said, channelId }: Praise, text: SafeText): Block {
  return line(text, {
    action: TAKE_BACK,
    label: 'Take back',
    value: id,
    spoken: `Take back: ${said}`,
    confirm: {
      title: 'Take this praise back?',
      text:
        channelId === null
          ? 'Where it stands, it will say that it was taken back, without a name.'
          : 'In the channel it will say that a praise was taken back, without a name.',
      yes: 'Take it back',
      no: 'Keep it',
    },
  });
}

/** Privately to who leads them: a kind reminder of who may be next, not a list of who has nothing. */
function teamLines(team: readonly TeamPraise[]): readonly SafeText[] {
  if (team.length === 0) return [];
  const counted = team.filter(({ count }) => count > 0);
  const next = team.filter(({ count }) => count === 0).map(({ name }) => named(name));
  const all = counted.map(
    ({ name, count }) => mrkdwn`${named(name)} ${count === 1 ? mrkdwn`once` : mrkdwn`${count} times`}`,
  );
  return [
    all.length === 0
      ? mrkdwn`*Your people*: no praise here in the last ${LATELY_DAYS} days yet.`
      : mrkdwn`*Your people*, praise they were given in the last ${LATELY_DAYS} days: ${andList(all)}.`,
    ...(next.length === 0
      ? []
      : [mrkdwn`Perhaps next: ${fitNames(next)}. What was said to them elsewhere is not known here.`]),
  ];
}

const MOST_NAMED = 12;

function fitNames(names: readonly SafeText[]): SafeText {
  const more = names.length - MOST_NAMED;
  return more > 0 ? andList([...names.slice(0, MOST_NAMED), mrkdwn`${more} more`]) : andList(names);
}

function words({ words: said }: Praise): SafeText {
  return mrkdwn`“${escapeText(said, WORDS_SHOWN)}”`;
}

function dayText({ givenOn }: Praise): SafeText {
  return escapeText(givenOn.toLocaleString('en-US', { month: 'short', day: 'numeric', year: 'numeric' }));
}
