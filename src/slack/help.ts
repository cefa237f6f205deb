import { mayEnter, type Actor } from '#model/access.ts';
import { header, section, context } from './blocks/layout.ts';
import { fitLines, joinText } from './blocks/lines.ts';
import type { Message } from './blocks/message.ts';
import { escapeText, mrkdwn, type SafeText } from './blocks/text.ts';
import type { Subcommand } from './routes.ts';

/** The answer to help: what this person may ask, each with an example. */
export function helpMessage<S>(subcommands: readonly Subcommand<S>[], actor: Actor): Message {
  const lines = subcommands.filter((one) => mayEnter(actor, one)).map(helpLine);
  const hint = actor.personId === null ? [notLinkedYet] : [];
  const all = fitLines(lines);
  return {
    text: joinText([mrkdwn`What you can ask:`, all, ...hint]),
    blocks: [header('What you can ask'), section(all), ...hint.map((words) => context(words))],
  };
}

const notLinkedYet = mrkdwn`You are not linked to a person in Salesforce yet, so your own figures are not shown. Type \`/attain link\`, or ask whoever installed Attain to link you.`;

function helpLine<S>(subcommand: Subcommand<S>): SafeText {
  const direct = subcommand.direct?.[0];
  const alias = direct === undefined ? mrkdwn`` : mrkdwn` (also ${code(direct)})`;
  return mrkdwn`${code(subcommand.example)} – ${escapeText(subcommand.summary)}${alias}`;
}

function code(typed: string): SafeText {
  return mrkdwn`\`${escapeText(typed)}\``;
}
