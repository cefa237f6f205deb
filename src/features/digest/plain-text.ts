import type { Message } from '#slack/blocks/message.ts';

/** What mail programs show without breaking lines (RFC 5322, 2.1.1, recommends 78). */
const WIDTH = 76;

/** A message as plain text that can be mailed: no markup of Slack's, links written out, lines broken. */
export function plainTextOf({ text }: Message): string {
  return `${text.split('\n').map(plainLine).flatMap(broken).join('\n')}\n`;
}

/** Outside texts have no markup of their own left, so that what looks like it is ours. */
function plainLine(line: string): string {
  return line
    .replace(/<!date\^\d+\^[^|>]*\|([^>]*)>/g, '$1')
    .replace(/<(https?:[^|>]*)\|([^>]*)>/g, '$2 ($1)')
    .replace(/<[#@!][^|>]*\|([^>]*)>/g, '$1')
    .replace(/(^|\s)([*_])(?=\S)(.*?\S)\2(?=$|[\s,.:])/g, '$1$3')
    .replaceAll('`', '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** Broken between words; an address stays whole. */
function broken(line: string): readonly string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ')) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (current !== '' && longer.length > WIDTH) {
      lines.push(current);
      current = `  ${word}`;
    } else current = longer;
  }
  return [...lines, current];
}
