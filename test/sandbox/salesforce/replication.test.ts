import type { Connection } from 'jsforce';
import { describe, expect, it } from 'vitest';
import { company, deal, dealRow, NOON, stand } from './support.ts';

interface Updated {
  readonly ids: readonly string[];
  readonly latestDateCovered: string;
}
interface Deleted {
  readonly deletedRecords: readonly { readonly id: string; readonly deletedDate: string }[];
  readonly earliestDateAvailable: string;
  readonly latestDateCovered: string;
}

function span<T>(
  conn: Connection,
  what: 'updated' | 'deleted',
  start: Temporal.Instant,
  end: Temporal.Instant,
) {
  const query = `start=${encodeURIComponent(start.toString())}&end=${encodeURIComponent(end.toString())}`;
  return conn.request<T>(`/sobjects/Opportunity/${what}?${query}`);
}

const at = (hours: number) => NOON.add({ seconds: hours * 3600 });

describe('what changed in a span', () => {
  it('is told by id, with the moment up to which that is all', async () => {
    const { conn, clock, server } = await stand(company({ Opportunity: [dealRow(1), dealRow(2)] }));
    clock.moveTo(at(1));
    server.driver.update('Opportunity', deal(2), { NextStep: 'call' });
    clock.moveTo(at(2));
    const { ids, latestDateCovered } = await span<Updated>(conn, 'updated', at(0), at(3));
    expect(ids).toEqual([deal(2)]);
    expect(latestDateCovered).toBe('2026-11-18T14:00:00.000+0000');
  });

  it('leaves out deleted deals, which the deleted log has until and after they leave the bin', async () => {
    const { conn, clock, server } = await stand(company({ Opportunity: [dealRow(1), dealRow(2)] }));
    clock.moveTo(at(1));
    server.driver.delete('Opportunity', deal(1));
    clock.moveTo(at(2));
    expect((await span<Updated>(conn, 'updated', at(0), at(2))).ids).toEqual([]);
    const log = await span<Deleted>(conn, 'deleted', at(0), at(2));
    expect(log.deletedRecords).toEqual([{ id: deal(1), deletedDate: '2026-11-18T13:00:00.000+0000' }]);
    expect(log.earliestDateAvailable).toBe('2026-11-03T14:00:00.000+0000');
    server.driver.purge('Opportunity', deal(1));
    expect((await conn.query('SELECT Id FROM Opportunity', { scanAll: true })).totalSize).toBe(1);
    expect((await span<Deleted>(conn, 'deleted', at(0), at(2))).deletedRecords).toHaveLength(1);
  });

  it('shows an undeleted deal as changed again', async () => {
    const { conn, clock, server } = await stand();
    server.driver.delete('Opportunity', deal(1));
    clock.moveTo(at(1));
    server.driver.undelete('Opportunity', deal(1));
    clock.moveTo(at(2));
    expect((await span<Updated>(conn, 'updated', at(0.5), at(2))).ids).toEqual([deal(1)]);
    expect((await span<Deleted>(conn, 'deleted', at(0), at(2))).deletedRecords).toEqual([]);
  });

  it.each([
    ['ends before it starts', 2, 1],
    ['is shorter than a minute', 0, 0.01],
    ['starts before the log does', -24 * 31, 0],
  ])('is refused when it %s', async (_, start, end) => {
    const { conn } = await stand();
    const call = span(conn, 'updated', at(start), at(end));
    await expect(call).rejects.toMatchObject({ errorCode: 'INVALID_REPLICATION_DATE' });
  });

  it('is refused when it holds too many records', async () => {
    const tables = company({ Opportunity: [dealRow(1), dealRow(2), dealRow(3)] });
    const { conn } = await stand(tables, { replicationIdLimit: 2 });
    await expect(span(conn, 'updated', at(-2), at(1))).rejects.toMatchObject({
      errorCode: 'EXCEEDED_ID_LIMIT',
    });
  });
});

describe('a transaction that commits late', () => {
  it('shows its rows afterwards under their older stamps, and nothing was said to be covered meanwhile', async () => {
    const { conn, clock, server } = await stand();
    const transaction = server.driver.begin();
    const id = transaction.create('Opportunity', {
      Name: 'Late',
      StageName: 'Talking',
      CloseDate: '2026-12-01',
    });
    clock.moveTo(at(1));
    expect((await conn.query(`SELECT Id FROM Opportunity WHERE Id = '${id}'`)).totalSize).toBe(0);
    expect((await span<Updated>(conn, 'updated', at(-1), at(1))).latestDateCovered).toBe(
      '2026-11-18T12:00:00.000+0000',
    );
    transaction.commit();
    const { records } = await conn.query(`SELECT SystemModstamp FROM Opportunity WHERE Id = '${id}'`);
    expect(records).toMatchObject([{ SystemModstamp: '2026-11-18T12:00:00.000+0000' }]);
    expect((await span<Updated>(conn, 'updated', at(-1), at(1))).latestDateCovered).toBe(
      '2026-11-18T13:00:00.000+0000',
    );
  });

  it('can commit by itself after a while', async () => {
    const { conn, clock, server } = await stand();
    server.driver.update('Opportunity', deal(1), { Amount: 7 }, { commitsAfterMs: 60_000 });
    const amount = async () =>
      (await conn.query<{ Amount: number }>('SELECT Amount FROM Opportunity')).records[0]?.Amount;
    expect(await amount()).toBe(100);
    clock.moveTo(NOON.add({ seconds: 59 }));
    expect(await amount()).toBe(100);
    clock.moveTo(NOON.add({ seconds: 60 }));
    expect(await amount()).toBe(7);
  });
});
