import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { section } from '#slack/blocks/layout.ts';
import { fitLines, shortenSafe } from '#slack/blocks/lines.ts';
import { lengthOf } from '#slack/blocks/limits.ts';
import { channelName, dateToken, link, mention } from '#slack/blocks/references.ts';
import {
  endSentence,
  escapeSentence,
  escapeText,
  mrkdwn,
  plainSentence,
  plainText,
} from '#slack/blocks/text.ts';

const NASTY = [
  '<!channel>',
  '<!here|here>',
  '<!everyone>',
  '<@U0DANA>',
  '<#C0SALES>',
  '<https://evil.example|click>',
  '@channel',
  '@Here',
  '@everyone',
  '@group',
  '&lt;!channel&gt;',
  '\u202Egnp.exe',
  '\u200B',
  '\uFEFF',
  '@\u200Bchannel',
  '\n>quote',
  '\r\n',
  '\u2028',
  '<mailto:a@b.c>',
  '&',
  '<',
  '>',
  '|',
  '^',
  '\uD800',
  '\u0000',
  '𝔻𝕒𝕟𝕒',
  '👩‍👩‍👧',
  '_*~`',
  'Acme',
  ' ',
];

/** Texts as hostile as a deal's name may be: pieces of Slack's own syntax among anything. */
const hostileText = fc
  .array(fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'binary', maxLength: 12 })), { maxLength: 12 })
  .map((parts) => parts.join(''));

describe('text from outside', () => {
  it('has no live mention, link, broadcast or entity, whatever it is', () => {
    fc.assert(
      fc.property(hostileText, (raw) => {
        const text = escapeText(raw);
        expect(text).not.toMatch(/[<>]/);
        expect(text.replaceAll(/&(amp|lt|gt);/g, '')).not.toContain('&');
        expect(text).not.toMatch(/@(channel|here|everyone|group)(?!\p{L})/iu);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is one line without invisible or reordering characters', () => {
    fc.assert(
      fc.property(hostileText, (raw) => {
        expect(plainText(raw)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|^\s|\s$|\s\s/u);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is cut to whole characters, with an ellipsis that says so', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 2, max: 40 }), (raw, length) => {
        const text = plainText(raw, length);
        expect(lengthOf(text)).toBeLessThanOrEqual(length);
        expect(text.isWellFormed()).toBe(true);
      }),
    );
    expect(plainText('Acme Corporation', 5)).toBe('Acme…');
    expect(plainText('👍👍👍👍', 3)).toBe('👍👍…');
  });

  it('keeps an ordinary name as it is', () => {
    expect(escapeText('Müller & Söhne, "Østergaard" 東京')).toBe('Müller &amp; Söhne, "Østergaard" 東京');
  });

  it('stays in its place beside a figure where it runs from right to left, also when it is cut', () => {
    expect(mrkdwn`${escapeText('נועה כהן')}: ${5}`).toBe('\u2068נועה כהן\u2069: 5');
    expect(shortenSafe(mrkdwn`${escapeText('محمد عبد الرحمن')} leads`, 8)).toMatch(/^\u2068محمد \u2069…$/u);
    expect(escapeText('\u2068\u2067Acme\u2069')).toBe('Acme');
  });

  it.each([
    [
      'the word that was typed first',
      '"مبيعات" is no metric I know; did you mean "הזמנות"?',
      '"\u2068مبيعات\u2069" is no metric I know; did you mean "\u2068הזמנות\u2069"?',
    ],
    ['all that was quoted', '"עסקה 5, Acme!" is no deal.', '"\u2068עסקה 5, Acme!\u2069" is no deal.'],
    ['a name without quotes', 'נועה כהן has no team.', '\u2068נועה כהן\u2069 has no team.'],
    ['what left a quote open', '"ב" c" is no day.', '"\u2068ב\u2069" c" is no day.'],
    ['nothing where nothing runs that way', '"Müller" is no metric.', '"Müller" is no metric.'],
  ])('turns no sentence of ours round that says it back: %s is set apart', (_what, said, drawn) => {
    expect(plainSentence(said)).toBe(drawn);
    expect(escapeSentence(said)).toBe(drawn);
  });

  it('is the beginning of itself where a sentence quotes a long one, so that what is wrong is said too', () => {
    const typed = `${'x'.repeat(2_000)}!`;
    expect(plainSentence(`"${typed}" is too large. Write a plain number.`, 600)).toBe(
      `"${'x'.repeat(39)}…" is too large. Write a plain number.`,
    );
    expect(
      plainSentence('"5"" is no day; did you mean one of the days of the week? Write "2026-12-24".'),
    ).toBe('"5"" is no day; did you mean one of the days of the week? Write "2026-12-24".');
  });

  it('ends a sentence of ours once', () => {
    expect(endSentence(escapeText('Call the buyer'))).toBe('Call the buyer.');
    expect(endSentence(escapeText('Is the price list changed too?'))).toBe('Is the price list changed too?');
    expect(endSentence(escapeText('هل تغير السعر؟'))).not.toContain('.');
  });

  it('is not turned into links by Slack where it stands in a block', () => {
    expect(section(escapeText('see evil.example')).text).toMatchObject({ type: 'mrkdwn', verbatim: true });
  });
});

describe('words of ours around it', () => {
  it('keep their own markup', () => {
    expect(mrkdwn`*${escapeText('<b>')}*: ${3} of ${5n}\n`).toBe('*&lt;b&gt;*: 3 of 5\n');
  });

  it('mention and link only what is an id or a web address', () => {
    expect(mention('U0DANA')).toBe('<@U0DANA>');
    expect(mention('!channel')).toBe('!channel');
    expect(channelName('C0SALES')).toBe('<#C0SALES>');
    expect(link('https://org.example/006x?a=1&b=2', 'Acme | renewal')).toBe(
      '<https://org.example/006x?a=1&amp;b=2|Acme renewal>',
    );
    expect(link('javascript:alert(1)', 'Acme')).toBe('Acme');
  });

  it('show a moment in the reader’s zone with a fallback', () => {
    const moment = Temporal.Instant.from('2026-11-23T08:00:00Z');
    expect(dateToken(moment, '23 Nov, 08:00 UTC')).toBe(
      '<!date^1795420800^{date_short_pretty} {time}|23 Nov, 08:00 UTC>',
    );
    expect(dateToken(moment, 'a|b>c')).toContain('|a b&gt;c>');
  });
});

describe('long texts', () => {
  it('keep whole lines and say how many are left out', () => {
    const lines = Array.from({ length: 5_000 }, (_, n) => mrkdwn`${n + 1}. ${escapeText('Dana Cole')}`);
    const text = fitLines(lines, 3_000);
    expect(lengthOf(text)).toBeLessThanOrEqual(3_000);
    const shown = text.split('\n').length - 1;
    expect(text).toContain(`… and ${(5_000 - shown).toLocaleString('en-US')} more`);
  });

  it('are never cut inside an entity or a link', () => {
    fc.assert(
      fc.property(
        fc.array(hostileText, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 2, max: 60 }),
        (raws, length) => {
          const text = mrkdwn`${link('https://org.example/1', raws[0] ?? '')} ${escapeText(raws.join(' '))}`;
          const cut = shortenSafe(text, length);
          expect(lengthOf(cut)).toBeLessThanOrEqual(length);
          expect(cut.replaceAll(/<[^<>]*>/g, '')).not.toMatch(/[<>]/);
          expect(cut.replaceAll(/&(amp|lt|gt);/g, '')).not.toContain('&');
        },
      ),
    );
  });
});
