import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { must } from '#lib/errors.ts';
import { formatTokens } from '#sandbox/slack/page/text/dates.ts';
import { markdown } from '#sandbox/slack/page/text/markdown.ts';
import { BOARD, BOXES, CHARTS, WORDS } from './support/gallery.ts';
import { HOME, MODAL } from './support/gallery-views.ts';
import { checkMessage, checkView } from '#sandbox/slack/rules/check.ts';
import { ALL_RULES } from '#sandbox/slack/rules/rules.ts';
import { Block } from '#sandbox/slack/workspace/message.ts';
import { ViewInput } from '#sandbox/slack/workspace/view.ts';
import { DANA, OMAR, SALES, startTeam, type LocalTeam } from './support/local-team.ts';

let team: LocalTeam;
beforeAll(async () => {
  team = await startTeam({ rules: { rateLimits: false } });
});
afterAll(() => team.slack.close());

const blocksOf = (blocks: readonly object[]) => blocks.map((block) => Block.parse(block));

/** The markup of one message, as Dana's page has it. */
async function shown(message: { text?: string; blocks?: readonly object[] }): Promise<string> {
  const { ts } = await post(message);
  const page = await fetch(`${team.slack.url}/page/part/log?as=${DANA}&in=${SALES}`).then((reply) =>
    reply.text(),
  );
  return must(
    page.split('<article').find((article) => article.includes(`data-key="${ts}"`)),
    'the message',
  );
}

async function post(message: object): Promise<{ ts: string; ok: boolean }> {
  const reply = await fetch(`${team.slack.apiUrl}chat.postMessage`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${team.slack.botToken}` },
    body: JSON.stringify({ channel: SALES, text: 'fallback', ...message }),
  });
  return reply.json() as Promise<{ ts: string; ok: boolean }>;
}

const mrkdwn = async (text: string) => /<div class="text">([\s\S]*?)<\/div>/.exec(await shown({ text }))?.[1];

describe('mrkdwn on the page', () => {
  const cases: readonly [string, string][] = [
    ['*bold* _italic_ ~gone~ `code`', '<strong>bold</strong> <em>italic</em> <s>gone</s> <code>code</code>'],
    ['2 * 3 * 4 and snake_case_name', '2 * 3 * 4 and snake_case_name'],
    ['*_both_*', '<strong><em>both</em></strong>'],
    [
      `<@${OMAR}> in <#${SALES}>`,
      '<span class="mention">@Omar Haddad</span> in <span class="mention">#sales</span>',
    ],
    ['<!channel>', '<span class="mention">@channel</span>'],
    ['Tom &amp; Jerry &lt;b&gt;', 'Tom &amp; Jerry &lt;b&gt;'],
    ['"quoted" & \'more\'', '&quot;quoted&quot; &amp; &#39;more&#39;'],
    ['<javascript:alert(1)|press>', 'press'],
    ['<script>alert(1)</script>', 'scriptalert(1)/script'],
    [
      '<https://example.com/?a=1&amp;b="x"|Deal>',
      '<a href="https://example.com/?a=1&amp;b=&quot;x&quot;" target="_blank" rel="noopener noreferrer">Deal</a>',
    ],
    ['> quoted\nafter', '<blockquote>quoted</blockquote>after'],
    [':tada: :unknown_one:', '🎉 :unknown_one:'],
    [
      '<!date^1795420800^{date_num} {time}|once>',
      '<time datetime="2026-11-23T08:00:00Z">11/23/2026 3:00 AM</time>',
    ],
  ];
  test.each(cases)('%s', async (text, expected) => expect(await mrkdwn(text)).toBe(expected));
});

test('dates near today are named', () => {
  const at = {
    seconds: 1_795_420_800,
    zone: 'Europe/Berlin',
    now: Temporal.Instant.from('2026-11-24T12:00:00Z'),
  };
  expect(formatTokens('{date_short_pretty} at {time}', at)).toBe('yesterday at 9:00 AM');
  expect(formatTokens('{date_long}', at)).toBe('Monday, November 23, 2026');
  expect(formatTokens('{nonsense}', at)).toBe('{nonsense}');
});

test('markdown draws headings, lists, tables and links, and nothing harmful', () => {
  const { html } = markdown(
    '# A <b>\n- **one**\n- [two](https://example.com) [bad](javascript:x)\n\n|a|b|\n|---|---|\n|1|2|',
  );
  expect(html).toContain('<h4>A &lt;b&gt;</h4>');
  expect(html).toContain('<li><strong>one</strong></li>');
  expect(html).toContain('bad</li>');
  expect(html).toContain('<td>2</td>');
});

describe('every block an app may send', () => {
  const messages = { BOARD, CHARTS, WORDS, BOXES };
  test.each(Object.entries(messages))('%s is taken by the rules and drawn', async (_name, blocks) => {
    expect(checkMessage(ALL_RULES, { text: '', blocks: blocksOf(blocks) })).toBeUndefined();
    const markup = await shown({ blocks });
    expect(markup).not.toContain('class="note"');
  });

  test('the views are taken by the rules', () => {
    expect([MODAL, HOME].map((view) => checkView(ALL_RULES, ViewInput.parse(view)))).toEqual([
      undefined,
      undefined,
    ]);
  });

  test('a chart carries its numbers as a table, and a table its caption and row headers', async () => {
    const markup = await shown({ blocks: BOARD });
    expect(markup).toContain('<td class="number">410</td>');
    expect(markup).toMatch(/<caption [^>]*>Bookings this quarter, by rep<\/caption>/);
    expect(markup).toMatch(/<th scope="row"\s*>Omar Haddad<\/th>/);
    expect(markup.match(/<tr hidden>/g)).toHaveLength(2);
  });
});
