import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBoard } from '#features/leaderboard/run.ts';
import { must } from '#lib/errors.ts';
import { type Product, startProduct } from '../support/product.ts';

const CHANNEL = 'sales-leaderboard';

describe('someone who asks why through Slack', () => {
  let product: Product;
  let deal: Readonly<Record<string, string>>;
  let owner: Readonly<Record<string, string>>;
  let email: string;

  beforeAll(async () => {
    product = await startProduct();
    const { tables } = product.company;
    const quotas = must(tables['ForecastingQuota'], 'quotas');
    const withQuota = new Set(quotas.map((row) => row['QuotaOwnerId']));
    deal = must(
      tables['Opportunity']?.find(
        (row) => row['IsClosed'] === 'false' && row['Amount'] !== '' && withQuota.has(row['OwnerId']),
      ),
      'an open deal of someone with a quota',
    );
    owner = must(
      tables['User']?.find((row) => row['Id'] === deal['OwnerId']),
      'its owner',
    );
    email = must(owner['Email'], 'an e-mail');
    const { channelId } = product.team.boardToStartWith;
    const question = { channelId, metric: 'bookings', periodType: 'quarter', by: 'person' } as const;
    const schedule = { rows: 100, days: [1], hour: 8, timeZone: 'America/New_York' };
    const by = { userId: product.team.installerId, now: product.clock.now() };
    await startBoard(product.app.services, { ...question, ...schedule }, by);
    await product.app.queue.drained();
  });
  afterAll(() => product.close());

  /** The next private answer after doing something. */
  async function answerTo(doing: () => Promise<unknown>): Promise<string> {
    const before = product.slack.ephemeral(email).length;
    await doing();
    const wait = { what: 'the private answer', ms: 20_000 };
    const answer = await product.slack.until(() => product.slack.ephemeral(email)[before], wait);
    return answer.text;
  }
  const asks = (text: string) => answerTo(() => product.slack.command(email, text, { channel: 'sales-all' }));
  const change = async (fields: Readonly<Record<string, string>>) => {
    product.salesforce.driver.update('Opportunity', must(deal['Id'], 'an id'), fields);
    await product.pass({ hours: 3 });
  };

  it('is told what changed since they last looked, and then that it was taken back', async () => {
    expect(await asks('/attain bookings')).toMatch(/Your bookings this quarter/);
    await change({ StageName: 'Signed', CloseDate: '2026-11-18', Amount: '20000' });
    const won = await asks('/attain why bookings');
    expect(won).toMatch(/Since you last looked on <!date[^>]*>: \+\$20,000\.\n/);
    expect(won).toContain(', won\n');
    await change({ StageName: must(deal['StageName'], 'a stage'), CloseDate: '2027-02-10' });
    const reopened = await asks('/attain why bookings');
    expect(reopened).toMatch(/Since you last looked on <!date[^>]*>: −\$20,000\.\n−\$20,000 /);
    expect(reopened).toMatch(/closes in another period/);
    await product.pass({ hours: 1 });
    expect(await asks('/attain why bookings')).toContain('Nothing has changed since you last looked');
  });

  it('presses the button of the board and is told about their own number, and about the total without the deals of others', async () => {
    const message = must(product.slack.messages(CHANNEL).at(-1), 'the board');
    const press = (action: string) =>
      answerTo(() => product.slack.click(email, { action, message: message.ts }));
    expect(await press('attainment.why')).toMatch(/^\*Your bookings this quarter: /);
    const total = await press('attainment.why_total');
    expect(total).toMatch(/^\*The company's bookings this quarter: /);
    expect(total).toMatch(/\d+ records of others: \$/);
  });
});
