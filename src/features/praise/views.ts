import { context, section } from '#slack/blocks/layout.ts';
import { joinText } from '#slack/blocks/lines.ts';
import { note, type Message } from '#slack/blocks/message.ts';
import { channelName, link, mention } from '#slack/blocks/references.ts';
import { endSentence, escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import { isSlackUser, LONGEST_WORDS, type Praise } from './praise.ts';

const LONGEST_NAME = 60;

/** Who gave a praise and who reads it. */
export interface Telling {
  readonly giver: string;
  readonly nameOf: (id: string) => string;
  /** Slack user id of who reads it alone; a channel reads it where there is none. */
  readonly reader?: string;
}

/** A praise as a channel or one of those praised reads it. */
export function praiseMessage(praise: Pick<Praise, 'people' | 'words' | 'link'>, telling: Telling): Message {
  const lead = mrkdwn`*${named(telling.giver)} praises ${whom(praise, telling)}*`;
  const quote = joinText(
    praise.words.split('\n').map((line) => mrkdwn`&gt; ${escapeText(line, LONGEST_WORDS)}`),
  );
  const below = smallPrint(praise, telling);
  return {
    text: joinText([lead, quote, below]),
    blocks: [section(lead), section(quote), context(below)],
  };
}

/** In its place once who gave it has taken it back: without a name, for nobody did anything wrong. */
export function takenBackMessage(): Message {
  return note(mrkdwn`A praise stood here. Who gave it has taken it back.`);
}

/** In its place once somebody it was about, or who gave it, has had their data erased. */
export function erasedMessage(): Message {
  return note(mrkdwn`A praise stood here. It was erased with somebody’s data.`);
}

/** In a channel they are mentioned: praise is for them to hear. */
function whom({ people }: Pick<Praise, 'people'>, { reader, nameOf }: Telling): SafeText {
  if (reader !== undefined) return mrkdwn`you`;
  return andList(people.map((id) => (isSlackUser(id) ? mention(id) : named(nameOf(id)))));
}

function smallPrint(
  { people, link: address }: Pick<Praise, 'people' | 'link'>,
  { reader, nameOf, giver }: Telling,
): SafeText {
  const others = people.filter((id) => id !== reader).map((id) => named(nameOf(id)));
  const about = address === null ? [] : [mrkdwn`${link(address, 'The message it is about')}.`];
  if (reader === undefined)
    return joinText([...about, mrkdwn`Said by ${named(giver)} with \`/attain praise\`.`], mrkdwn` `);
  const alone =
    others.length === 0
      ? mrkdwn`Only you read this.`
      : mrkdwn`${endSentence(mrkdwn`Praised with you: ${andList(others)}`)} Each of you reads it alone.`;
  return joinText([...about, alone], mrkdwn` `);
}

/** Where a praise was said. */
export function placeWords(channelId: string | null): SafeText {
  return channelId === null ? mrkdwn`privately` : mrkdwn`in ${channelName(channelId)}`;
}

export function named(name: string): SafeText {
  return escapeText(name, LONGEST_NAME);
}

/** "Ana, Li and Omar" */
export function andList(parts: readonly SafeText[]): SafeText {
  const last = parts.at(-1) ?? mrkdwn``;
  const before = parts.slice(0, -1);
  return before.length === 0 ? last : mrkdwn`${joinText(before, mrkdwn`, `)} and ${last}`;
}
