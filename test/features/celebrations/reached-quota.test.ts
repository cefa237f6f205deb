import { beforeEach, describe, expect, it } from 'vitest';
import { ANA } from '../small-company.ts';
import { celebrationDesk, type Desk } from './celebration-desk.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await celebrationDesk();
  const { db } = desk.store;
  const now = desk.clock.now().toString();
  await db
    .insertInto('identity_link')
    .values({ slack_user_id: 'U0ANA', person_id: ANA, confirmed_by: 'U1', confirmed_at: now })
    .execute();
  await db
    .insertInto('quota')
    .values({
      person_id: ANA,
      metric: 'bookings',
      start_on: '2026-10-01',
      end_on: '2027-01-01',
      amount: 5_000_000n,
      currency: 'USD',
      source: 'csv',
      source_id: 'csv',
      known_at: now,
    })
    .execute();
});

const QUESTION = 'You have reached 100% of your bookings quota of 2026-Q4. May <#C1> celebrate it?';
const TOLD =
  'Ana Silva has reached the bookings quota of 2026-Q4 :tada:\nSaid with their consent, once for a person and a period.';
const quotas = async () => (await desk.channel('C1')).filter((text) => !text.includes(' won '));
const asked = () => desk.channel('U0ANA');
/** Thursday, eight in the morning in Berlin: the first working morning after. */
const NEXT_MORNING = Temporal.Instant.from('2026-11-19T07:00:00Z');
const nextMorning = () => desk.clock.moveTo(NEXT_MORNING);

describe('a quota that is reached', () => {
  it('is asked about privately, and nobody is told without an answer', async () => {
    await desk.setUp({ quotas: 'yes' });
    await desk.deal('D1');
    expect(await asked()).toEqual([]);
    await desk.deal('D2', { amount: 1_000_000n });
    nextMorning();
    expect(await asked()).toEqual([expect.stringContaining(QUESTION)]);
    desk.pass({ minutes: 20 });
    expect(await quotas()).toEqual([]);
  });

  it('is asked about on the next working morning: congratulations may come at once, and two messages are too many', async () => {
    await desk.setUp({ quotas: 'yes' });
    await desk.deal('D1', { amount: 5_000_000n });
    desk.clock.moveTo(NEXT_MORNING.subtract({ minutes: 1 }));
    expect(await asked()).toEqual([]);
    nextMorning();
    expect(await asked()).toEqual([expect.stringContaining(QUESTION)]);
  });

  it('that is not reached any more by that morning is not asked about', async () => {
    await desk.setUp({ quotas: 'yes' });
    await desk.deal('D1', { amount: 5_000_000n });
    await desk.deal('D1', { amount: 4_000_000n });
    nextMorning();
    expect(await asked()).toEqual([]);
    await desk.deal('D1', { amount: 5_000_000n });
    expect(await asked()).toEqual([]);
    desk.pass({ hours: 24 });
    expect(await asked()).toEqual([expect.stringContaining(QUESTION)]);
  });

  it('on the last day of a quarter before holidays can be answered after them', async () => {
    await desk.setUp({ quotas: 'yes' });
    desk.clock.moveTo(Temporal.Instant.from('2026-12-31T09:00:00Z'));
    await desk.deal('D1', { amount: 5_000_000n });
    desk.clock.moveTo(Temporal.Instant.from('2027-01-08T09:00:00Z'));
    expect(await asked()).toEqual([expect.stringContaining(QUESTION)]);
    await desk.press('celebrations.tell', ANA, 'quarter/2026-10-01');
    desk.pass({ minutes: 10 });
    expect(await quotas()).toEqual([TOLD]);
  });

  it('is told once with consent, taken back while it is not so, and never asked about again', async () => {
    await desk.setUp({ quotas: 'yes' });
    await desk.deal('D1', { amount: 5_000_000n });
    nextMorning();
    await asked();
    await desk.press('celebrations.tell', ANA, 'quarter/2026-10-01');
    desk.pass({ minutes: 10 });
    expect(await quotas()).toEqual([TOLD]);
    expect((await asked()).join()).toContain('hears that you have reached');
    await desk.deal('D1', { amount: 4_999_999n });
    expect(await quotas()).toEqual(['This celebration waits; nothing is asked of anybody.']);
    await desk.deal('D1', { amount: 5_000_000n });
    await desk.hear();
    desk.pass({ minutes: 10 });
    expect(await quotas()).toEqual([TOLD]);
    expect((await desk.posts()).map(({ kind }) => kind).toSorted()).toEqual([
      'celebrations.ask',
      'celebrations.deals',
      'celebrations.quota',
    ]);
  });

  it('stays told when its period is over, until the person wants none told', async () => {
    await desk.setUp({ quotas: 'yes' });
    await desk.press('celebrations.choose_always', ANA, '');
    await desk.deal('D1', { amount: 5_000_000n });
    desk.pass({ minutes: 10 });
    await quotas();
    desk.pass({ hours: 24 * 120 });
    expect(await quotas()).toEqual([TOLD]);
    await desk.store.db.updateTable('post').set({ stale: false }).execute();
    await desk.press('celebrations.choose_never', ANA, '');
    expect((await desk.posts()).filter(({ stale }) => stale).map(({ kind }) => kind)).toEqual([
      'celebrations.quota',
    ]);
    expect(await quotas()).toEqual(['This celebration waits; nothing is asked of anybody.']);
  });

  it('stays with who keeps it, or wants none told, whatever was told before', async () => {
    await desk.setUp({ quotas: 'yes' });
    await desk.deal('D1', { amount: 5_000_000n });
    await desk.press('celebrations.keep', ANA, 'quarter/2026-10-01');
    desk.pass({ minutes: 10 });
    expect(await quotas()).toEqual([]);
    await desk.press('celebrations.tell', ANA, 'quarter/2026-10-01');
    desk.pass({ minutes: 10 });
    expect(await quotas()).toEqual([TOLD]);
    await desk.press('celebrations.choose_never', ANA, '');
    expect(await quotas()).toEqual(['This celebration waits; nothing is asked of anybody.']);
  });

  it('is told without a question where somebody always wants it told', async () => {
    await desk.setUp({ quotas: 'yes' });
    await desk.press('celebrations.choose_always', ANA, '');
    await desk.deal('D1', { amount: 5_000_000n });
    desk.pass({ minutes: 10 });
    expect(await quotas()).toEqual([TOLD]);
    expect(await asked()).toEqual([]);
  });

  it('before a channel celebrates, is no news; where it celebrates deals alone, nobody is asked', async () => {
    await desk.setUp();
    await desk.deal('D1', { amount: 5_000_000n });
    expect(await asked()).toEqual([]);
    await desk.setUp({ quotas: 'yes' });
    await desk.deal('D2', { amount: 1_000_000n });
    expect(await asked()).toEqual([]);
    await expect(desk.press('celebrations.tell', ANA, 'quarter/2026-10-01')).rejects.toThrow('over');
  });

  it('is not told once it is not reached any more', async () => {
    await desk.setUp({ quotas: 'yes' });
    await desk.deal('D1', { amount: 5_000_000n });
    await desk.deal('D1', { amount: 4_000_000n });
    await expect(desk.press('celebrations.tell', ANA, 'quarter/2026-10-01')).rejects.toThrow('not reached');
    expect(await asked()).toEqual([]);
  });
});
