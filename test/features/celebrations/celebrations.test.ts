import { beforeEach, describe, expect, it } from 'vitest';
import { putSplits } from '../../support/splits.ts';
import { settle } from '../../support/ledger-work.ts';
import { ANA, LI, OTTO } from '../small-company.ts';
import { celebrationDesk, DATA, type Desk, EVERY } from './celebration-desk.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await celebrationDesk();
});

describe('a deal that is won', () => {
  it('is told ten minutes later, once, with who won it and what it brings', async () => {
    await desk.setUp();
    await desk.deal('D1');
    expect(await desk.channel()).toEqual([]);
    desk.pass({ minutes: 10 });
    expect(await desk.channel()).toEqual([`Ana Silva won Deal D1: $40,000 :tada:\n${EVERY}`]);
    await desk.deal('D1', { name: 'Deal D1, signed' });
    await desk.hear();
    desk.pass({ minutes: 30 });
    expect(await desk.channel()).toEqual([`Ana Silva won Deal D1, signed: $40,000 :tada:\n${EVERY}`]);
    expect(await desk.posts()).toHaveLength(1);
  });

  it('is told again by nobody who hears the same news twice', async () => {
    await desk.setUp();
    await desk.deal('D1');
    desk.pass({ minutes: 10 });
    await desk.channel();
    await desk.store.db.deleteFrom('fact_cursor').execute();
    await desk.hear();
    desk.pass({ minutes: 10 });
    expect(await desk.channel()).toHaveLength(1);
    expect(await desk.posts()).toHaveLength(1);
  });

  it('names all who share in it, the largest part first', async () => {
    await desk.setUp();
    await desk.deal('D1', { open: true });
    await putSplits(desk.store, 'D1', [
      { of: 'revenue', person: LI, percentage: '60' },
      { of: 'revenue', person: ANA, percentage: '40' },
    ]);
    await desk.deal('D1');
    desk.pass({ minutes: 10 });
    expect(await desk.channel()).toEqual([`Li Wei and Ana Silva won Deal D1: $40,000 :tada:\n${EVERY}`]);
  });

  it('that closed days ago, is private, was won before, or is of another team is not told', async () => {
    await desk.deal('BEFORE');
    desk.pass({ minutes: 1 });
    await desk.setUp({ team: 'dana.cole@example.com' });
    await desk.deal('OLD', { closeOn: '2026-11-14' });
    await desk.deal('PRIVATE', { isPrivate: true });
    await desk.deal('OTTO', { owner: OTTO });
    desk.pass({ minutes: 10 });
    expect(await desk.posts()).toEqual([]);
    await desk.deal('LI', { owner: LI });
    desk.pass({ minutes: 10 });
    expect(await desk.channel()).toEqual([expect.stringContaining('Li Wei won Deal LI')]);
  });

  it('below the smallest amount is told once its amount has grown', async () => {
    await desk.setUp({ smallest: '50000' });
    await desk.deal('D1');
    await desk.deal('NOTHING', { amount: null });
    desk.pass({ hours: 1 });
    expect(await desk.posts()).toEqual([]);
    await desk.deal('D1', { amount: 5_000_000n });
    desk.pass({ minutes: 10 });
    expect(await desk.channel()).toEqual([
      `Ana Silva won Deal D1: $50,000 :tada:\n${DATA} This channel celebrates deals from $50,000, each once.`,
    ]);
  });
});

describe('an amount', () => {
  it('is explained to whoever reads the channel, and to nobody elsewhere', async () => {
    await desk.setUp();
    await desk.deal('D1');
    desk.pass({ minutes: 10 });
    await desk.channel();
    const value = String((await desk.posts())[0]?.params['post']);
    const answer = await desk.press('celebrations.counted', LI, value);
    expect(answer?.text).toContain('• Deal D1: $40,000, closed on Nov 18, 2026.');
    await desk.store.db
      .withTables<{ celebration: { channel_id: string } }>()
      .updateTable('celebration')
      .set({ channel_id: 'C9' })
      .execute();
    await expect(desk.press('celebrations.counted', LI, value)).rejects.toThrow('not kept');
    await expect(desk.press('celebrations.counted', LI, '0')).rejects.toThrow('not kept');
  });
});

describe('several deals', () => {
  it('within ten minutes are one message with their total; the next one is a message of its own', async () => {
    await desk.setUp();
    await desk.deal('D1');
    desk.pass({ minutes: 9 });
    await desk.deal('D2', { owner: LI, amount: 1_000_000n });
    desk.pass({ minutes: 1 });
    const [burst] = await desk.channel();
    expect(burst).toBe(
      [
        '2 deals won, $50,000 together :tada:',
        '• Ana Silva won Deal D1: $40,000',
        '• Li Wei won Deal D2: $10,000',
        EVERY,
      ].join('\n'),
    );
    await desk.deal('D3', { owner: OTTO });
    desk.pass({ minutes: 10 });
    expect(await desk.channel()).toEqual([burst, expect.stringContaining('Otto Kern won Deal D3')]);
  });

  it('at night and over the weekend are told together on the next working morning', async () => {
    await desk.setUp();
    desk.pass({ hours: 56 });
    await desk.deal('FRIDAY');
    desk.pass({ hours: 24 });
    await desk.deal('SATURDAY', { owner: LI });
    desk.pass({ hours: 37, minutes: 59 });
    expect(await desk.channel()).toEqual([]);
    desk.pass({ minutes: 1 });
    expect(desk.clock.now().toString()).toBe('2026-11-23T07:00:00Z');
    expect(await desk.channel()).toEqual([expect.stringContaining('2 deals won, $80,000 together')]);
  });
});

describe('a message whose sender is late', () => {
  it('waits for the next working hour where the hours of the channel have ended, and takes along what is won by then', async () => {
    await desk.setUp();
    desk.pass({ hours: 7, minutes: 49 });
    await desk.deal('D1');
    desk.pass({ minutes: 11 });
    expect(desk.clock.now().toString()).toBe('2026-11-18T17:00:00Z');
    expect(await desk.channel()).toEqual([]);
    await desk.deal('D2', { owner: LI });
    desk.pass({ hours: 13, minutes: 59 });
    expect(await desk.channel()).toEqual([]);
    desk.pass({ minutes: 1 });
    expect(await desk.channel()).toEqual([expect.stringContaining('2 deals won, $80,000 together')]);
    await desk.deal('D1', { open: true });
    desk.pass({ hours: 12 });
    expect(await desk.channel()).toEqual([expect.stringContaining('Li Wei won Deal D2')]);
  });
});

it('stays silent about deals that the ledger only reckons anew', async () => {
  await desk.setUp();
  await desk.deal('D1');
  desk.pass({ minutes: 10 });
  await desk.channel();
  await desk.store.db
    .insertInto('changed_record')
    .values({ object: 'opportunity', record_id: 'D1' })
    .execute();
  await settle(desk.store, desk.clock.now());
  await desk.hear();
  desk.pass({ minutes: 10 });
  expect(await desk.channel()).toHaveLength(1);
  expect(await desk.posts()).toHaveLength(1);
});
