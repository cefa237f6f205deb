import { context, section } from '#slack/blocks/layout.ts';
import { joinText } from '#slack/blocks/lines.ts';
import type { Message } from '#slack/blocks/message.ts';
import { escapeText, mrkdwn } from '#slack/blocks/text.ts';
import type { Question } from './question.ts';

const COMMAND_LENGTH = 400;

/** What to run for the whole list as a file: the app may not send files, and asks for no scope to. */
export function fileMessage(question: Question): Message {
  const words = mrkdwn`For every record as a file, whoever runs Attain types this:`;
  const command = mrkdwn`\`${escapeText(commandFor(question), COMMAND_LENGTH)}\``;
  const note = mrkdwn`The file names every record, those of others too, so it is for them to hand on.`;
  return {
    text: joinText([words, command, note]),
    blocks: [section(joinText([words, command])), context(note)],
  };
}

function commandFor({ metric, kind, person, period, currency }: Question): string {
  const key = kind === 'company' ? 'all' : person.email || person.id;
  const asked = [
    ['metric', metric.id],
    ['by', kind],
    ['key', key],
    ['period', `${period.type}:${period.start}`],
    ...(currency === undefined ? [] : [['currency', currency]]),
    ['format', 'csv'],
  ];
  return `npm run attain -- why ${asked.map(([name, value = '']) => `--${name} ${quoted(value)}`).join(' ')}`;
}

/** As one word for a shell; a backtick would end the line in Slack and never stands in an e-mail or a metric. */
function quoted(text: string): string {
  const word = text.replaceAll('`', '');
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
