import { describe, expect, it } from 'vitest';
import { contentOf, saidBy } from '#features/digest/content.ts';
import { plainTextOf } from '#features/digest/plain-text.ts';
import type { Week } from '#features/digest/read-week.ts';
import { atRiskText } from '#features/digest/sentences.ts';
import { weekMessage } from '#features/digest/views.ts';
import { guard } from '#slack/blocks/guard.ts';
import { riskOf, risksOf, weekOf } from './week.ts';

const write = (week: Week) => guard(weekMessage(contentOf(week, { before: undefined, current: undefined })));
const buttons = (week: Week) =>
  [...JSON.stringify(write(week).blocks).matchAll(/"action_id":"([^"]+)"/g)].map(([, id]) => id);

const asked = {
  dealId: 'O1',
  state: 'overdue:2026-11-03',
  kind: 'ask',
  byName: 'Dana Cole',
  isReaders: false,
  on: weekOf().today,
} as const;
const dealLineOf = (change: Partial<Week>) =>
  weekMessage(contentOf(weekOf(change), { before: undefined, current: undefined, isWhole: true })).text;

describe('a digest', () => {
  it('says the result first, and the same in words and in blocks', () => {
    const { text, blocks } = write(weekOf());
    expect(text).toMatch(/^\*Your team is at 34% of its quota this quarter: \$34,000 of \$100,000\.\*\n/);
    const shown = JSON.stringify(blocks);
    for (const words of [
      'Pace: 0.61, where 1 is on pace',
      'Ana Silva: 25%, up 12.5 points',
      'Acme renewal',
      '*Next:*',
    ])
      expect([text.includes(words), shown.includes(words)]).toEqual([true, true]);
  });

  it('asks nobody about a deal of their own: there they look, and say when it is handled', () => {
    const own = {
      ...riskOf('O2', 'Globex'),
      deal: { ...riskOf('O2', 'Globex').deal, ownerId: 'DANA', ownerName: 'Dana Cole' },
    };
    const week = weekOf(risksOf([own]));
    expect(write(week).text).toContain('*Next:* look at Globex.');
    expect(buttons(week)).toEqual(['attainment.why', 'attainment.why', 'digest.handled']);
    expect(buttons({ ...week, isOwn: false })).toContain('digest.ask');
  });

  it('has a why for each figure and one thing to do about each deal', () => {
    expect(buttons(weekOf())).toEqual(['attainment.why', 'attainment.why', 'digest.ask']);
  });

  it('offers nothing more about a deal that somebody asks about, and says who', () => {
    const whole = weekMessage(
      contentOf(weekOf({ acts: [asked] }), { before: undefined, current: undefined, isWhole: true }),
    );
    expect(whole.text).toContain('_Dana Cole asks about it, Nov 23._');
    expect(dealLineOf({ acts: [{ ...asked, isReaders: true }] })).toContain('_You ask about it, Nov 23._');
    expect(JSON.stringify(whole.blocks)).not.toContain('digest.ask');
  });

  it('counts a deal that somebody else took in hand as such, also when the message is brought up to date', () => {
    const risks = risksOf([riskOf('O1', 'Acme renewal'), riskOf('O2', 'Globex')]);
    const week = weekOf({ ...risks, acts: [asked] });
    const first = contentOf(week, { before: undefined, current: undefined });
    const again = contentOf(week, { before: undefined, current: saidBy(first, undefined) });
    expect(first).toMatchObject({ more: 0, unchanged: 1 });
    expect(again).toMatchObject({ more: 0, unchanged: 1 });
  });

  it('asks whoever leads to ask about what was agreed, and its owner to do it', () => {
    const commitment = {
      id: '1',
      ownerId: 'ANA',
      ownerName: 'Ana Silva',
      words: 'send the revised offer',
      dueOn: weekOf().today,
      why: 'agreed on Nov 9',
    };
    const week = weekOf({ risks: [], commitments: [commitment] });
    expect(write(week).text).toContain('*Next:* ask Ana Silva how far this is: send the revised offer.\n');
    const own = { ...week, about: { about: 'mine', subjectId: 'ANA' } } as const;
    expect(write(own).text).toContain('*Next:* send the revised offer.\n');
  });

  it('names the five worst and counts the rest', () => {
    const risks = risksOf(Array.from({ length: 9 }, (_, at) => riskOf(`O${at}`, `Deal ${at}`)));
    const { text } = write(weekOf(risks));
    expect([...text.matchAll(/\*Deal \d\*/g)]).toHaveLength(5);
    expect(text).toContain('4 deals more: `/attain digest deals`.');
  });

  it('keeps naming the deals it named, each as it is now, and those that are gone as gone', () => {
    const current = {
      state: '34%',
      named: ['O1', 'O7'],
      deals: { O1: 'overdue:2026-11-03', O7: 'idle:2026-11-01' },
    };
    const better = { ...riskOf('O1', 'Acme renewal').deal, closeOn: weekOf().today.add({ days: 9 }) };
    const week = weekOf({ risks: [], deals: new Map([['O1', better]]) });
    const { text } = weekMessage(contentOf(week, { before: undefined, current }));
    expect(text).toContain('*Acme renewal*, $40,000, Ana Silva: needs no look any more.');
    expect(text).toContain('1 deal named here: closed or handed on since.');
  });

  it('fits into one message with the longest names and a long list of teams', () => {
    const long = 'Wolfeschlegelsteinhausenbergerdorff '.repeat(20);
    const named = risksOf(Array.from({ length: 9 }, (_, at) => riskOf(`O${at}`, long)));
    const { attainment, bookings, progress, up } = weekOf();
    const team = { name: long, attainment, bookings, progress, atRisk: { deals: 3, amount: 5n, unknown: 0 } };
    const movers = [1, 2, 3].map((at) => ({
      ...up,
      id: `${at}`,
      name: long,
      now: attainment.value,
      points: 5n,
    }));
    write(weekOf({ ...named, up: movers, down: movers, teams: Array.from({ length: 120 }, () => team) }));
  });
});

describe('a team in the digest of the company', () => {
  it('has what its deals at risk are worth, as far as that is known', () => {
    const { attainment, bookings, progress } = weekOf();
    const line = (deals: number, amount: bigint, unknown: number) =>
      atRiskText({ name: 'Dana', attainment, bookings, progress, atRisk: { deals, amount, unknown } });
    expect([line(0, 0n, 0), line(4, 12_000_000n, 0), line(2, 900_000n, 1), line(1, 0n, 1)]).toEqual([
      '0',
      '4 ($120,000)',
      '2 ($9,000, 1 without amount)',
      '1 (no amount)',
    ]);
  });
});

describe('a digest on paper', () => {
  it('has addresses written out, no markup, and lines that mail programs take', () => {
    const week = weekOf({
      recordsAt: 'https://example.my.salesforce.com',
      ...risksOf([riskOf('O1', 'R&D <A|B>')]),
    });
    const text = plainTextOf(write(week));
    expect(text).toContain('R&D <A B> (https://example.my.salesforce.com/O1)');
    expect(text).toMatch(/^Your team is at 34% of its quota/);
    expect(text).toContain('Salesforce data as of Nov 23, 2026');
    expect(text).not.toMatch(/[*`]|<!|_Dana/);
  });
});
