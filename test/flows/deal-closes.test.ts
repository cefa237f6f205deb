import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBoard } from '#features/leaderboard/run.ts';
import { importQuotas } from '#features/quotas/import.ts';
import { must } from '#lib/errors.ts';
import { metricContext } from '#metrics/context.ts';
import { readFigures } from '#metrics/read.ts';
import { type Product, startProduct } from '../support/product.ts';

const CHANNEL = 'sales-leaderboard';

describe('what happens in Salesforce reaches the board and the person', () => {
  let product: Product;
  let deal: Readonly<Record<string, string>>;
  let owner: Readonly<Record<string, string>>;

  beforeAll(async () => {
    product = await startProduct();
    const { company } = product;
    const users = must(company.tables['User'], 'users');
    const quotas = must(company.tables['ForecastingQuota'], 'quotas');
    const withQuota = new Set(quotas.map((row) => row['QuotaOwnerId']));
    deal = must(
      company.tables['Opportunity']?.find(
        (row) => row['IsClosed'] === 'false' && row['Amount'] !== '' && withQuota.has(row['OwnerId']),
      ),
      'an open deal of someone with a quota',
    );
    owner = must(
      users.find((row) => row['Id'] === deal['OwnerId']),
      'its owner',
    );
    await startBoard(
      product.app.services,
      {
        channelId: product.team.boardToStartWith.channelId,
        metric: 'bookings',
        periodType: 'quarter',
        by: 'person',
        rows: 100,
        days: [1],
        hour: 8,
        timeZone: 'America/New_York',
      },
      { userId: product.team.installerId, now: product.clock.now() },
    );
    await product.app.queue.drained();
  });
  afterAll(() => product.close());

  const board = () => must(product.slack.messages(CHANNEL).at(-1), 'the board');

  async function figure(metric: string): Promise<string> {
    const { store } = product.app.services;
    const context = await metricContext(store, product.clock.now());
    const [period] = context.calendar.parse('this quarter', { today: Temporal.PlainDate.from('2026-11-18') });
    const [only] = await readFigures(context, {
      metric,
      by: 'person',
      period: must(period, 'this quarter'),
      subjectIds: [owner['Id'] ?? ''],
    });
    return JSON.stringify(only?.value, (_, value: unknown) =>
      typeof value === 'bigint' ? `${value}` : value,
    );
  }

  it('updates the one standing message and the closer’s attainment when a deal closes, and takes both back when it reopens', async () => {
    const before = {
      board: board(),
      bookings: await figure('bookings'),
      attainment: await figure('attainment'),
    };
    const posts = product.slack.messages(CHANNEL).length;

    product.salesforce.driver.update('Opportunity', deal['Id'] ?? '', {
      StageName: 'Signed',
      CloseDate: '2026-11-18',
      Amount: '1234567.89',
    });
    await product.pass();
    expect(await figure('bookings')).not.toBe(before.bookings);
    expect(await figure('attainment')).not.toBe(before.attainment);
    expect(board().ts).toBe(before.board.ts);
    expect(board().text).not.toBe(before.board.text);
    expect(board().text).toMatch(new RegExp(`1\\. ${owner['Name']}`));

    product.salesforce.driver.update('Opportunity', deal['Id'] ?? '', {
      StageName: deal['StageName'],
      CloseDate: deal['CloseDate'],
      Amount: deal['Amount'],
    });
    await product.pass();
    expect(await figure('bookings')).toBe(before.bookings);
    expect(await figure('attainment')).toBe(before.attainment);
    expect(board().text.split('Salesforce data')[0]).toBe(before.board.text.split('Salesforce data')[0]);
    expect(product.slack.messages(CHANNEL)).toHaveLength(posts);
  });

  it('lets attainment follow a quota that is imported again', async () => {
    const { store } = product.app.services;
    const quota = (amount: number) =>
      new TextEncoder().encode(
        `rep_email,period,metric,amount\n${owner['Email']},2026-Q4,bookings,${amount}\n`,
      );
    await importQuotas(store, quota(1_000_000), { dryRun: false, now: product.clock.now() });
    await product.pass();
    const atOneMillion = await figure('attainment');
    await importQuotas(store, quota(2_000_000), { dryRun: false, now: product.clock.now() });
    await product.pass();
    expect(JSON.parse(atOneMillion)).toMatchObject({ kind: 'quotient', by: '100000000' });
    expect(JSON.parse(await figure('attainment'))).toMatchObject({ kind: 'quotient', by: '200000000' });
  });

  it('tells the person their attainment when they type the command', async () => {
    await product.slack.command(owner['Email'] ?? '', '/attain', { channel: 'sales-all' });
    const answer = await product.slack.until(() => product.slack.ephemeral(owner['Email'] ?? '').at(-1), {
      what: 'the private answer',
      ms: 10_000,
    });
    expect(answer.text).toMatch(/attainment/i);
  });
});
