import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { silentLog } from '#lib/log.ts';
import { openDatabase } from '#store/database.ts';
import { openTestDatabase, testDatabase, testStore } from '../support/database.ts';

let dataDir = '';

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'attain-store-'));
});

afterEach(() => rmSync(dataDir, { recursive: true }));

describe('opening the store', () => {
  test('finds in a folder what was written before', async () => {
    const first = await openTestDatabase({ dataDir });
    const { db } = await first.installation('T1');
    await db.insertInto('dirty_cell').values({ person_id: 'a', day: '2017-01-01' }).execute();
    await first.close();

    const second = await openTestDatabase({ dataDir });
    expect(await second.installations()).toEqual(['T1']);
    const store = await second.installation('T1');
    expect(await store.db.selectFrom('dirty_cell').selectAll().execute()).toHaveLength(1);
    await second.close();
  });

  test('begins again when the process was ended while it created the database', async () => {
    await (await openTestDatabase({ dataDir })).close();
    rmSync(join(dataDir, 'database', 'global'), { recursive: true });
    writeFileSync(join(dataDir, 'database.unfinished'), '');
    const database = await openTestDatabase({ dataDir });
    await database.ping();
    expect(existsSync(join(dataDir, 'database.unfinished'))).toBe(false);
    await database.close();
  });

  test('says what to do when the folder holds no sound database, and leaves it alone', async () => {
    await (await openTestDatabase({ dataDir })).close();
    const control = join(dataDir, 'database', 'global', 'pg_control');
    rmSync(control);
    await expect(openTestDatabase({ dataDir })).rejects.toMatchObject({
      name: 'GiveUp',
      message: expect.stringContaining(dataDir),
      remedy: expect.stringContaining('backup'),
    });
    expect(existsSync(join(dataDir, 'database', 'base'))).toBe(true);
  });

  test('says which server does not answer, without its password', async () => {
    const opening = openDatabase({ url: 'postgres://me:secret@127.0.0.1:1/attain', log: silentLog });
    await expect(opening).rejects.toMatchObject({
      name: 'GiveUp',
      message: expect.stringMatching(/127\.0\.0\.1:1\/attain(?!.*secret)/),
      remedy: expect.stringContaining('DATABASE_URL'),
    });
  });

  test('fails every statement, and no process, after it was closed', async () => {
    const database = await openTestDatabase();
    await database.close();
    await expect(database.ping()).rejects.toThrow('closed');
    await database.close();
  });
});

describe('the one session of the embedded engine', () => {
  test('names the mistake when a transaction waits for something outside itself, instead of waiting for ever', async () => {
    const store = await testStore();
    const pool = (await testDatabase()).queuePool();
    const outside = () => store.db.selectFrom('dirty_cell').selectAll().execute();
    await expect(store.transaction(outside)).rejects.toThrow('inside a transaction');
    await expect(store.transaction(async () => pool.query('select 1'))).rejects.toThrow(
      'inside a transaction',
    );
    expect(await outside()).toEqual([]);
  });

  test('lets work that a transaction started go on after it has ended', async () => {
    const store = await testStore();
    const ended = Promise.withResolvers<void>();
    let later: Promise<unknown> = Promise.resolve();
    await store.transaction(async () => {
      later = ended.promise.then(() => sql`select 1`.execute(store.db));
    });
    ended.resolve();
    await later;
  });

  test('goes on after a lone statement that opened a transaction', async () => {
    const pool = (await testDatabase()).queuePool();
    await pool.query('begin; select 1; commit');
    await pool.query('begin');
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  });

  test('tells a client of notifications on the channels it listens to, until it is released', async () => {
    const pool = (await testDatabase()).queuePool();
    const client = await pool.connect();
    const heard: unknown[] = [];
    client.on('notification', (notification) => heard.push(notification));
    await client.query('-- a comment first\nLISTEN deals');
    await pool.query("select pg_notify('deals', 'won'), pg_notify('others', 'lost')");
    client.release();
    await pool.query("select pg_notify('deals', 'too late')");
    expect(heard).toMatchObject([{ channel: 'deals', payload: 'won' }]);
  });
});
