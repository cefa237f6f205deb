import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBoard } from '#features/leaderboard/run.ts';
import { must } from '#lib/errors.ts';
import { setLateAfter } from '#sync/read-freshness.ts';
import type { Product } from '../support/product.ts';
import { startProduct } from '../support/product.ts';

const CHANNEL = 'sales-leaderboard';

/** What the owner was told besides how to set everything up. */
const toldOwner = ({ slack, team }: Product): readonly string[] =>
  slack
    .direct(team.installerId)
    .map(({ text }) => text)
    .filter((text) => !text.startsWith('Setting up Attain'));

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

  const told = () => toldOwner(product);
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

describe('capability 10: while Salesforce refuses to be read', () => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct();
    const now = product.clock.now();
    await setLateAfter(product.app.services.store, 7_200, { by: 'test', now });
  });
  afterAll(() => product.close());

  const told = () => toldOwner(product);
  const refused = {
    do: 'error',
    status: 403,
    errorCode: 'INSUFFICIENT_ACCESS',
    message: 'no access to opportunities',
  } as const;

  it('tells the owner after two hours what fails, marks private answers, and tells once when it is over', async () => {
    const { driver } = product.salesforce;
    driver.fault({ match: { object: 'Opportunity', path: '/query' }, times: 1_000, effect: refused });
    await product.pass({ minutes: 90 });
    expect(told()).toEqual([]);
    await product.pass({ minutes: 31 });
    await product.pass({ minutes: 31 });
    expect(told()).toHaveLength(1);
    expect(told()[0]).toContain('last read completely more than 2 hours ago. Reading Opportunity fails');

    const person = must(product.company.tables['User']?.[3], 'somebody')['Email'] ?? '';
    await product.slack.command(person, '/attain bookings', { channel: 'sales-all' });
    const answer = await product.slack.until(() => product.slack.ephemeral(person).at(-1), {
      what: 'the private answer',
      ms: 10_000,
    });
    expect(answer.text).toContain('the data cannot be relied on at the moment');
    expect(answer.text).toContain('Salesforce data as of');

    driver.clearFaults();
    await product.pass();
    await product.pass();
    expect(told()).toHaveLength(2);
    expect(told()[1]).toContain('The data is fresh again');
  });
});
