import { expect, it } from 'vitest';
import { startBoard } from '#features/leaderboard/run.ts';
import { must } from '#lib/errors.ts';
import { startProduct } from '../support/product.ts';

const CHANNEL = 'sales-all';
const CHANNEL_ID = 'C0BW0000ALL';

it('a standing board of the open pipeline is edited when the amount of an open deal changes in Salesforce', async () => {
  await using stack = new AsyncDisposableStack();
  const product = await startProduct();
  stack.defer(() => product.close());
  const { Opportunity = [], User = [] } = product.company.tables;
  const deal = must(
    Opportunity.find((row) => row['IsClosed'] === 'false' && row['Amount'] !== ''),
    'an open deal',
  );
  const id = deal['Id'] ?? '';
  const owner = must(
    User.find((row) => row['Id'] === deal['OwnerId']),
    'its owner',
  );
  product.salesforce.driver.update('Opportunity', id, { CloseDate: '2026-12-01' });
  await product.pass();
  const spec = {
    channelId: CHANNEL_ID,
    metric: 'open_pipeline',
    periodType: 'quarter',
    by: 'person',
    rows: 100,
    days: [1],
    hour: 8,
    timeZone: 'America/New_York',
  } as const;
  const by = { userId: product.team.installerId, now: product.clock.now() };
  await startBoard(product.app.services, spec, by);
  await product.app.queue.drained();
  const board = () => must(product.slack.messages(CHANNEL).at(-1), 'the board');
  const before = board();

  product.salesforce.driver.update('Opportunity', id, { Amount: '77777777' });
  await product.pass();
  expect(board().ts).toBe(before.ts);
  expect(before.text).not.toMatch(/1\. .*: \$77,/);
  expect(board().text).toMatch(new RegExp(`1\\. ${owner['Name']}: \\$77,`));

  product.salesforce.driver.update('Opportunity', id, { CloseDate: '2027-05-01' });
  await product.pass();
  expect(board().text).not.toMatch(/: \$77,/);
});
