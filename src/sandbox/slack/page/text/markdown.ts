import { html, joined, type Html } from '#sandbox/slack/page/markup.ts';
import { withEmoji } from '#sandbox/slack/page/text/emoji.ts';
import { linkTo } from '#sandbox/slack/page/text/links.ts';

/** The part of standard Markdown that a `markdown` block is likely to hold. */
export function markdown(text: string): Html {
  const chunks = text.split(/\n{2,}/);
  return joined(chunks.flatMap((chunk) => paragraphs(chunk.split('\n'))));
}

/** Lines of one kind that stand together become one element. */
function paragraphs(lines: readonly string[]): Html[] {
  const groups: { kind: string; lines: string[] }[] = [];
  for (const line of lines) {
    const kind = kindOf(line);
    const last = groups.at(-1);
    if (last?.kind === kind && kind !== 'heading') last.lines.push(line);
    else groups.push({ kind, lines: [line] });
  }
  return groups.map(({ kind, lines: own }) => drawn(kind, own));
}

function kindOf(line: string): string {
  if (/^#{1,6} /.test(line)) return 'heading';
  if (/^\s*[-*+] /.test(line)) return 'bullets';
  if (/^\s*\d+[.)] /.test(line)) return 'numbers';
  if (line.startsWith('>')) return 'quote';
  return /^\|.*\|\s*$/.test(line) ? 'table' : 'text';
}

function drawn(kind: string, lines: readonly string[]): Html {
  const [first = ''] = lines;
  if (kind === 'heading') return html`<h4>${inline(first.replace(/^#+ /, ''))}</h4>`;
  if (kind === 'quote')
    return html`<blockquote>${inline(lines.map((line) => line.replace(/^> ?/, '')).join('\n'))}</blockquote>`;
  if (kind === 'table') return table(lines);
  if (kind === 'text') return html`<p class="rich">${inline(lines.join('\n'))}</p>`;
  const items = lines.map((line) => html`<li>${inline(line.replace(/^\s*(?:[-*+]|\d+[.)]) /, ''))}</li>`);
  return kind === 'bullets' ? html`<ul>${items}</ul>` : html`<ol>${items}</ol>`;
}

function table(lines: readonly string[]): Html {
  const rows = lines
    .filter((line) => !/^\|[\s|:-]+\|\s*$/.test(line))
    .map((line) => line.trim().slice(1, -1).split('|'));
  const [head = [], ...body] = rows;
  return html`<div class="scroll"><table><thead><tr>${head.map((cell) => html`<th scope="col">${inline(cell.trim())}</th>`)}</tr></thead>
<tbody>${body.map((row) => html`<tr>${row.map((cell) => html`<td>${inline(cell.trim())}</td>`)}</tr>`)}</tbody></table></div>`;
}

const SPAN = /`([^`]+)`|\*\*([^*]+)\*\*|(?<!\w)[*_]([^*_]+)[*_](?!\w)|~~([^~]+)~~|\[([^\]]+)\]\(([^)\s]+)\)/;

function inline(text: string): Html {
  const match = SPAN.exec(text);
  if (!match) return html`${withEmoji(text)}`;
  const [whole, code, bold, italic, strike, label, address] = match;
  const span =
    code !== undefined
      ? html`<code>${code}</code>`
      : bold !== undefined
        ? html`<strong>${inline(bold)}</strong>`
        : italic !== undefined
          ? html`<em>${inline(italic)}</em>`
          : strike !== undefined
            ? html`<s>${inline(strike)}</s>`
            : linkTo(address ?? '', inline(label ?? ''));
  return joined([
    html`${withEmoji(text.slice(0, match.index))}`,
    span,
    inline(text.slice(match.index + whole.length)),
  ]);
}
