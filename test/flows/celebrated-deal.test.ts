import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCelebration } from '#features/celebrations/start.ts';
import { rebuildCells } from '#ledger/rebuild.ts';
import { must } from '#lib/errors.ts';
import { inventCompany } from '#sandbox/company/company.ts';
import { inventSlackTeam } from '#sandbox/company/slack-team.ts';
import { type Product, startProduct } from '../support/product.ts';

/** Private, and everybody in it is linked: the only kind of channel that may hear names and amounts. */
const WINS = { id: 'G0BW000WINS', name: 'wins' };
const OPEN_TO_ALL = 'sales-leaderboard';

describe('a deal that a channel celebrates', () => {
  let product: Product;
  let deal: Readonly<Record<string, string>>;
  let owner: string;

  beforeAll(async () => {
    const team = inventSlackTeam(inventCompany({ scale: 0.1 }));
    const channels = team.channels.map(({ id, name, memberIds }) => ({ id, name, members: [...memberIds] }));
    const [{ members } = must(channels[0], 'a channel')] = channels;
    product = await startProduct({
      slack: { channels: [...channels, { ...WINS, isPrivate: true, members, hasApp: true }] },
    });
    const users = must(product.company.tables['User'], 'users');
    const active = new Set(users.filter((row) => row['IsActive'] === 'true').map((row) => row['Id']));
    deal = must(
      product.company.tables['Opportunity']?.find(
        (row) =>
          row['IsClosed'] === 'false' &&
          row['IsPrivate'] !== 'true' &&
          row['Amount'] !== '' &&
          active.has(row['OwnerId'] ?? ''),
      ),
      'an open deal of somebody who is there',
    );
    owner = must(users.find((row) => row['Id'] === deal['OwnerId'])?.['Name'], 'its owner');
    const spec = {
      teamId: '',
      smallest: '0',
      currency: 'USD',
      withQuotas: false,
      fromHour: 0,
      toHour: 24,
      timeZone: 'America/New_York',
    } as const;
    const by = { by: product.team.installerId, now: product.clock.now() };
    await startCelebration(product.app.services, { ...spec, channelId: WINS.id, says: 'deals' }, by);
    const leaderboard = must(channels.find(({ name }) => name === OPEN_TO_ALL)?.id, 'a channel');
    await startCelebration(product.app.services, { ...spec, channelId: leaderboard, says: 'people' }, by);
    await product.pass();
  });
  afterAll(() => product.close());

  const change = (fields: Readonly<Record<string, string>>) =>
    product.salesforce.driver.update('Opportunity', deal['Id'] ?? '', fields);
  const win = () => change({ StageName: 'Signed', CloseDate: '2026-11-18', Amount: '1234567' });
  const reopen = () =>
    change({ StageName: deal['StageName'] ?? '', CloseDate: deal['CloseDate'] ?? '', Amount: '1234567' });
  const texts = (channel: string) => product.slack.messages(channel).map(({ text }) => text);

  it('is told once in each channel, as much as the channel may hear, however often the figures are made again', async () => {
    win();
    await product.pass();
    expect(texts(WINS.name)).toEqual([]);
    await product.pass({ minutes: 10 });
    const told = expect.stringContaining(`${owner} won ${deal['Name']}: $1,234,567`);
    expect(texts(WINS.name)).toEqual([told]);
    expect(texts(OPEN_TO_ALL)).toEqual([expect.stringContaining(`${owner} won a deal`)]);
    expect(texts(OPEN_TO_ALL).join()).not.toMatch(/1,234,567/);

    await rebuildCells(product.app.services.store);
    win();
    await product.pass({ minutes: 30 });
    await product.pass({ minutes: 30 });
    expect(texts(WINS.name)).toEqual([told]);
    expect(texts(OPEN_TO_ALL)).toHaveLength(1);
  });

  it('is taken back kindly in place when it reopens, and stands there again when it is won again', async () => {
    const before = must(product.slack.messages(WINS.name)[0], 'the message');
    reopen();
    await product.pass();
    const kindly = ['This deal is open again; the celebration waits with it.'];
    expect(texts(WINS.name)).toEqual(kindly);
    expect(texts(OPEN_TO_ALL)).toEqual(kindly);

    win();
    await product.pass();
    await product.pass({ minutes: 10 });
    const after = product.slack.messages(WINS.name);
    expect(after.map(({ ts }) => ts)).toEqual([before.ts]);
    expect(after[0]?.text).toContain(`${owner} won ${deal['Name']}: $1,234,567`);
    expect(texts(OPEN_TO_ALL)).toHaveLength(1);
  });
});
