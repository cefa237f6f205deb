import { beforeAll, describe, expect, it } from 'vitest';
import type { Services } from '#feature.ts';
import { attainment } from '#features/attainment/index.ts';
import { must } from '#lib/errors.ts';
import { METRICS } from '#metrics/catalogue.ts';
import { guard } from '#slack/blocks/guard.ts';
import type { Message } from '#slack/blocks/message.ts';
import { aCall, asPerson } from '../a-call.ts';
import { ANA, DANA, LI } from '../small-company.ts';
import { explainedCompany } from './explained-company.ts';

const now = Temporal.Instant.from('2026-11-18T09:00:00Z');

let services: Services;
beforeAll(async () => {
  services = await explainedCompany(now);
});

const call = (personId: string) => aCall({ services, actor: asPerson(personId), now });

async function why(personId: string, text: string): Promise<Message> {
  const command = must(
    attainment.subcommands?.find(({ name }) => name === 'why'),
    'why',
  );
  return guard(must(await command.run({ ...call(personId), text }), 'an answer'));
}

describe('/attain why', () => {
  it('lists the records that sum to the figure, and what was left out with the reason', async () => {
    const { text } = await why(ANA, 'bookings');
    expect(text.split('\n').slice(0, -1)).toEqual([
      '*Your bookings this quarter: $42,010.50.*',
      '2 records make it up: $42,010.50.',
      'Nov 2, Globex: $10.50',
      'Oct 20, Acme &lt;!channel&gt; renewal: $42,000',
      'Left out, lost: 1 (Lost one)',
      'Left out, no amount: 1 (No amount)',
      'Left out, still open: 1 (Still open)',
      'Credited by rule: owner, version 1.',
      'Definition, version 1: Amounts of the deals won, counted on their close date. Formula: sum of the amounts of won deals.',
    ]);
  });

  it('names both sides of a rate', async () => {
    const { text } = await why(ANA, 'win rate');
    expect(text).toContain('*Your win rate this quarter: 75%.*');
    expect(text).toContain('4 records make it up: 3 ÷ 4.');
    expect(text).toContain('Lost one: lost');
  });

  it('shows what a quota divides, and records as what they count', async () => {
    const quota = {
      person_id: ANA,
      metric: 'bookings',
      start_on: '2026-10-01',
      end_on: '2027-01-01',
      amount: 8_402_100n,
      currency: 'USD',
      source: 'csv',
      source_id: 'csv',
      known_at: now.toString(),
    } as const;
    await services.store.db.insertInto('quota').values(quota).execute();
    const { text, blocks } = await why(ANA, '');
    expect(text).toContain('3 records make it up: $42,010.50 ÷ $84,021.');
    expect(text).toContain('Oct 1, Quota of Ana Silva: ÷ $84,021');
    expect(text).toContain('Credited by rule: owner, version 1.');
    expect(JSON.stringify(blocks)).not.toContain('"Rule"');
  });

  it('says in money what nothing comes to', async () => {
    const quota = {
      person_id: ANA,
      metric: 'bookings',
      start_on: '2026-07-01',
      end_on: '2026-10-01',
      amount: 8_402_100n,
      currency: 'USD',
      source: 'csv',
      source_id: 'csv, last quarter',
      known_at: now.toString(),
    } as const;
    await services.store.db.insertInto('quota').values(quota).execute();
    const { text } = await why(ANA, 'attainment last quarter');
    expect(text).toContain('1 record makes it up: $0 ÷ $84,021.');
  });

  it('says what the lines that are not shown come to', async () => {
    const { text, blocks } = await why(LI, 'bookings');
    expect(text).toContain('Together $30: the 20 records below come to $20, 10 more to $10.');
    const table = blocks.find((block) => block.type === 'data_table');
    expect(table?.rows).toHaveLength(21);
  });

  it('names the other figures that a figure is made of as people call them', async () => {
    const { text } = await why(LI, 'sales velocity last year');
    expect(text).toContain('made of other figures: open deals, average deal size, win rate, sales cycle.');
  });

  it('shows what a record counts right after its name, where a phone has room', async () => {
    const { blocks } = await why(DANA, 'bookings team');
    const table = blocks.find((block) => block.type === 'data_table');
    const [, counts] = table?.rows[0] ?? [];
    expect(JSON.stringify(counts)).toContain('Counts as');
  });

  it('names the owners of a team’s records', async () => {
    const { blocks, text } = await why(DANA, 'bookings team');
    expect(text).toContain('Together $42,040.50: the 20 records below');
    expect(JSON.stringify(blocks)).toContain('Ana Silva');
  });

  it('links records to Salesforce only where its address is known', async () => {
    expect(JSON.stringify((await why(ANA, 'bookings')).blocks)).not.toContain('http');
    const address = { name: 'salesforce_address', changed_by: 'sync', changed_at: now.toString() };
    await services.store.db
      .insertInto('setting')
      .values({ ...address, value: JSON.stringify({ url: 'https://example.my.salesforce.com' }) })
      .execute();
    expect(JSON.stringify((await why(ANA, 'bookings')).blocks)).toContain(
      '"https://example.my.salesforce.com/006B"',
    );
  });

  it('explains that nothing counts, too', async () => {
    const { text } = await why(ANA, 'bookings last year');
    expect(text).toContain(
      '*Your bookings in 2025: $0.*\nYou have nothing in it: no record of yours in Salesforce counts towards it.',
    );
  });

  it('is answered by the button of an answer, and to nobody who may not read it', async () => {
    const press = (personId: string, value: string) =>
      must(
        attainment.actions?.find(({ id }) => id === 'attainment.why'),
        'the button',
      ).run({ ...call(personId), value });
    const answer = await must(attainment.subcommands?.[0], 'attain').run({ ...call(ANA), text: 'bookings' });
    const value = /"action_id":"attainment\.why".*?"value":("(?:[^"\\]|\\.)*")/.exec(
      JSON.stringify(answer?.blocks),
    )?.[1];
    const carried = String(JSON.parse(must(value, 'the value of the button')));
    expect((await press(ANA, carried))?.text).toBe((await why(ANA, 'bookings')).text);
    expect((await press(DANA, carried))?.text).toContain("*Ana Silva's bookings this quarter: $42,010.50.*");
    await expect(press(LI, carried)).rejects.toThrow('I know nobody by that name');
  });

  it.each(METRICS.map(({ id }) => id))('answers about %s within the limits of Slack', async (id) => {
    for (const words of [`${id} this year`, `${id} this year team`]) {
      const { text } = await why(DANA, words);
      expect(text).toMatch(/^\*Your (?:team's )?[^*]+ this year: [^*]+\.\*\n/);
      expect(text).toContain('Definition, version');
      expect(text).not.toMatch(/undefined|NaN|\[object/);
    }
  });

  it('as a file is a command to type, for no file can be sent', async () => {
    const { text } = await why(ANA, 'csv bookings');
    expect(text).toContain(
      '`npm run attain -- why --metric bookings --by person --key ana.silva@example.com --period quarter:2026-10-01 --format csv`',
    );
  });

  it('of a team nobody leads is refused', async () => {
    await expect(why(ANA, 'team')).rejects.toThrow('You lead no team in 2026-Q4.');
  });
});
