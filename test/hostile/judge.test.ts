import { describe, expect, it } from 'vitest';
import { faultsOf, type Known } from './support/judge.ts';

const KNOWN: Known = {
  users: new Set(['U0ANA']),
  channels: new Set(['C1']),
  hosts: new Set(['org.my.salesforce.com']),
};

const section = (text: string, verbatim = true) => ({
  kind: 'message' as const,
  text: 'Something',
  blocks: [{ type: 'section', text: { type: 'mrkdwn', text, verbatim } }],
});
const faults = (text: string) => faultsOf(section(text), KNOWN);

describe('whoever judges a message', () => {
  it.each([
    '<!channel>',
    '<!here|here>',
    '<!subteam^S0EVIL|@leaders>',
    '<@U0EVIL>',
    '<@U0ANA|Vera>',
    '<#C0EVIL>',
    '<https://evil.example|Salesforce>',
    '<https://org.my.salesforce.com.evil.example|Salesforce>',
    '<mailto:ceo@evil.example|Vera>',
    '<javascript:alert(1)|x>',
    '@channel',
    'half < open',
    '&#60;',
    'a\u202Eb',
    'a\u200Bb',
    'a\u0000b',
    'a\uD800',
    'first\nInjected line',
    '"מכירות" is no metric',
    'fine\n5: مبيعات leads',
  ])('finds %j', (text) => {
    expect(faults(text)).not.toEqual([]);
  });

  it.each([
    'Dana &amp; Cole &lt;x&gt;',
    '<@U0ANA>',
    '<#C1>',
    '<!date^1700000000^{date_short_pretty} {time}|Nov 14>',
    '<https://org.my.salesforce.com/006|Acme>',
    '@\u2060channel',
    'https://evil.example',
    'two\nlines',
    '"\u2068מכירות\u2069" is no metric',
    'מכירות',
  ])('lets %j pass', (text) => {
    expect(faults(text)).toEqual([]);
  });

  it('finds bare addresses that Slack would make links of, also in what stands for the blocks', () => {
    expect(faultsOf(section('https://evil.example', false), KNOWN)).not.toEqual([]);
    expect(faultsOf({ ...section('fine'), text: '<!here>' }, KNOWN)).not.toEqual([]);
  });

  it('finds live parts of rich text and Markdown, and what is hidden in plain words', () => {
    const rich = (element: object) => ({
      type: 'rich_text',
      elements: [{ type: 'rich_text_section', elements: [element] }],
    });
    const blocks = [
      rich({ type: 'broadcast', range: 'channel' }),
      rich({ type: 'user', user_id: 'U0ANA' }),
      rich({ type: 'link', url: 'https://evil.example', text: 'Salesforce' }),
      { type: 'markdown', text: '[Salesforce](https://evil.example)' },
      { type: 'header', text: { type: 'plain_text', text: 'a\u202Eb', emoji: false } },
    ];
    for (const block of blocks)
      expect(faultsOf({ kind: 'message', text: 'x', blocks: [block] }, KNOWN)).not.toEqual([]);
  });

  it('finds what Slack would refuse, and hidden characters next to the inputs of a form', () => {
    expect(faultsOf(section('x'.repeat(3_001)), KNOWN)).not.toEqual([]);
    expect(faultsOf({ ...section('x'), text: 'x'.repeat(4_001) }, KNOWN)).not.toEqual([]);
    expect(faultsOf({ kind: 'errors', errors: { amount: '"1\u202E" is no number.' } }, KNOWN)).not.toEqual(
      [],
    );
  });
});
