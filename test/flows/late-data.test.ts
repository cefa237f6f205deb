import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBoard } from '#features/leaderboard/run.ts';
import { must } from '#lib/errors.ts';
import type { Product } from '../support/product.ts';
import { startProduct } from '../support/product.ts';

const CHANNEL = 'sales-leaderboard';

describe('capability 10: a board while half of the deals are gone', () => {
  let product: Product;
  let deal: Readonly<Record<string, string>>;

  beforeAll(async () => {
    product = await startProduct();
    const { company } = product;
    deal = must(
      company.tables['Opportunity']?.find((row) => row['IsClosed'] === 'false' && row['Amount'] !== ''),
      'an open deal',
    );
    await startBoard(
      product.app.services,
      {
        channelId: product.team.boardToStartWith.channelId,
        metric: 'bookings',
        periodType: 'week',
        by: 'person',
        rows: 10,
        days: [1],
        hour: 8,
        timeZone: 'America/New_York',
      },
      { userId: product.team.installerId, now: product.clock.now() },
    );
    await product.app.queue.drained();
  });
  afterAll(() => product.close());

  const told = () => product.slack.direct(product.team.installerId).map(({ text }) => text);
  const boards = () => product.slack.messages(CHANNEL);
  const untilMonday = (hour: number) =>
    product.clock
      .now()
      .until(
        Temporal.ZonedDateTime.from(
          `2026-11-23T${hour < 10 ? '0' : ''}${hour}:00[America/New_York]`,
        ).toInstant(),
      );

  it('waits, tells the owner once, goes out late and says so, and tells the owner once that it is over', async () => {
    const posted = boards().length;
    const { driver } = product.salesforce;
    const deals = must(product.company.tables['Opportunity'], 'deals').map((row) => row['Id'] ?? '');
    const gone = deals.filter((id, n) => n % 2 === 0 && id !== deal['Id']);
    for (const id of gone) driver.delete('Opportunity', id);
    await product.pass(untilMonday(7));
    await product.pass({ minutes: 61 });
    await product.pass({ minutes: 5 });
    expect(boards()).toHaveLength(posted);
    expect(
      told().filter((text) => text.includes('Much of Salesforce is gone at once: Opportunity')),
    ).toHaveLength(1);
    expect(told().at(-1)).toContain('Boards and other scheduled messages wait');
    expect(told().at(-1)).toContain('Salesforce data as of');

    for (const id of gone) driver.undelete('Opportunity', id);
    await product.pass({ hours: 1 });
    await product.pass();
    expect(boards()).toHaveLength(posted + 1);
    expect(boards().at(-1)?.text).toContain('waited for its data');
    expect(told().filter((text) => text.includes('The data is fresh again'))).toHaveLength(1);
    expect(told()).toHaveLength(2);
  });

  it('says once, in the thread of last week’s board, what Salesforce told of later', async () => {
    const before = boards();
    const lastWeek = must(before.at(-2), 'the board of last week');
    expect(lastWeek.text).toContain('(final)');
    product.salesforce.driver.update('Opportunity', deal['Id'] ?? '', {
      StageName: 'Signed',
      CloseDate: '2026-11-20',
      Amount: '1234567.89',
    });
    await product.pass();
    const correction = must(
      boards().find(({ text }) => text.includes('Correction')),
      'a correction',
    );
    expect(correction.threadTs).toBe(lastWeek.ts);
    expect(correction.text).toContain('$1,234,567.89');
    expect(boards()).toHaveLength(before.length + 1);

    product.salesforce.driver.update('Opportunity', deal['Id'] ?? '', { Amount: '2000000' });
    await product.pass();
    expect(boards()).toHaveLength(before.length + 1);
    expect(
      must(
        boards().find(({ text }) => text.includes('Correction')),
        'it',
      ).text,
    ).toContain('$2,000,000');
  });

  it('does not correct the running week: its board is edited as deals close', async () => {
    const before = boards().length;
    product.salesforce.driver.update('Opportunity', deal['Id'] ?? '', { CloseDate: '2026-11-23' });
    await product.pass();
    expect(boards()).toHaveLength(before);
  });
});
