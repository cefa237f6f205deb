import { html, joined, nothing, type Html } from '#sandbox/slack/page/markup.ts';
import { nameOfChannel, nameOfPerson, type Seeing } from '#sandbox/slack/page/seeing.ts';
import { formatTokens } from '#sandbox/slack/page/text/dates.ts';
import { withEmoji } from '#sandbox/slack/page/text/emoji.ts';
import { linkTo } from '#sandbox/slack/page/text/links.ts';

/** Slack's mrkdwn as markup: nothing in it can become markup of its own. */
export function mrkdwn(text: string, seeing: Seeing): Html {
  const parts = text.split(/```\n?([\s\S]+?)\n?```/);
  return joined(
    parts.map((part, at) =>
      at % 2 === 1 ? html`<pre><code>${unescaped(part)}</code></pre>` : lines(part, seeing),
    ),
  );
}

/** Lines with the quoted ones drawn together. */
function lines(text: string, seeing: Seeing): Html {
  if (text === '') return nothing;
  const groups: { quoted: boolean; lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    const quote = /^(?:&gt;|>) ?(.*)$/.exec(line);
    const last = groups.at(-1);
    if (last && last.quoted === (quote !== null)) last.lines.push(quote?.[1] ?? line);
    else groups.push({ quoted: quote !== null, lines: [quote?.[1] ?? line] });
  }
  return joined(
    groups.map((group) => {
      const body = inline(group.lines.join('\n'), seeing);
      return group.quoted ? html`<blockquote>${body}</blockquote>` : body;
    }),
  );
}

/** One alternative a kind of span; styles need a boundary on both sides, as in Slack. */
const SPAN =
  /`([^`\n]+)`|<([^<>\n]+)>|(?<![\w*])\*(?=\S)([^*\n]*?\S)\*(?![\w*])|(?<![\w_])_(?=\S)([^_\n]*?\S)_(?![\w_])|(?<![\w~])~(?=\S)([^~\n]*?\S)~(?![\w~])/;

function inline(text: string, seeing: Seeing): Html {
  const match = SPAN.exec(text);
  if (!match) return plain(text);
  const [whole, code, angle, bold, italic, strike] = match;
  const span =
    code !== undefined
      ? html`<code>${unescaped(code)}</code>`
      : angle !== undefined
        ? reference(angle, seeing)
        : bold !== undefined
          ? html`<strong>${inline(bold, seeing)}</strong>`
          : italic !== undefined
            ? html`<em>${inline(italic, seeing)}</em>`
            : html`<s>${inline(strike ?? '', seeing)}</s>`;
  return joined([
    plain(text.slice(0, match.index)),
    span,
    inline(text.slice(match.index + whole.length), seeing),
  ]);
}

/** What stands between angle brackets: a person, a channel, a broadcast, a date or a link. */
function reference(inside: string, seeing: Seeing): Html {
  const [target = '', label] = inside.split('|', 2);
  if (target.startsWith('@'))
    return html`<span class="mention">@${nameOfPerson(seeing, target.slice(1))}</span>`;
  if (target.startsWith('#'))
    return html`<span class="mention">#${nameOfChannel(seeing, target.slice(1))}</span>`;
  if (target.startsWith('!date^')) return date(inside, seeing);
  if (target.startsWith('!'))
    return html`<span class="mention">@${unescaped(label ?? target.slice(1))}</span>`;
  return linkTo(unescaped(target), unescaped(label ?? target));
}

function date(inside: string, seeing: Seeing): Html {
  const [, seconds = '', format = ''] = /^!date\^(\d+)\^([^|^]*)/.exec(inside) ?? [];
  const fallback = inside.split('|', 2)[1] ?? '';
  if (seconds === '') return html`${unescaped(fallback)}`;
  const { viewer, core } = seeing;
  const text = formatTokens(format, {
    seconds: Number(seconds),
    zone: viewer.timeZone,
    now: core.clock.now(),
  });
  return html`<time datetime="${Temporal.Instant.fromEpochMilliseconds(Number(seconds) * 1000).toString()}">${text}</time>`;
}

function plain(text: string): Html {
  return html`${withEmoji(unescaped(text))}`;
}

/** Apps escape three characters; they are undone before our own escaping. */
function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
