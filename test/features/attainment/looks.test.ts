import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attainment } from '#features/attainment/index.ts';
import { rememberLook } from '#features/attainment/looks.ts';
import type { Question } from '#features/attainment/question.ts';
import { day } from '#lib/days.ts';
import { metricNamed } from '#metrics/catalogue.ts';
import type { Value } from '#model/figure.ts';
import type { Database } from '#store/database.ts';
import type { Store } from '#store/store.ts';
import { freshInstallationId, openTestDatabase } from '../../support/database.ts';
import { postgresServer } from '../../support/engines.ts';

const QUESTION: Question = {
  metric: metricNamed('bookings'),
  period: { type: 'quarter', id: '2026-Q4', start: day('2026-10-01'), end: day('2027-01-01') },
  kind: 'person',
  person: { id: 'ana', name: 'Ana Silva', email: 'ana@example.com' },
  isOwn: true,
  currency: undefined,
  askedBy: 'ana',
};
const usd = (minor: bigint): Value => ({ kind: 'money', money: { minor, currency: 'USD' } });
const at = (text: string) => Temporal.Instant.from(text);

const ENGINES = [
  { title: 'the embedded engine', url: undefined, isThere: true },
  { ...postgresServer, isThere: postgresServer.url !== undefined },
];

describe.each(ENGINES.filter(({ isThere }) => isThere))('looks at a figure, on $title', ({ url }) => {
  let database: Database;
  let store: Store;
  const installation = freshInstallationId();
  beforeAll(async () => {
    const migrations = attainment.migrations ?? {};
    database = await openTestDatabase({ ...(url === undefined ? {} : { url }), migrations });
    store = await database.installation(installation);
  });
  afterAll(async () => {
    if (url !== undefined) await database.dropInstallation(installation);
    await database.close();
  });

  const look = (now: string, value: Value, changes: Partial<Question> = {}) =>
    rememberLook(store, { question: { ...QUESTION, ...changes }, value, now: at(now) });
  const rows = () => store.db.withTables<{ attainment_look: { metric: string } }>();

  it('are compared with the look before, and what is seen within ten minutes is one look', async () => {
    expect(await look('2026-11-12T13:05:00Z', usd(100n))).toBeUndefined();
    expect(await look('2026-11-12T13:06:00Z', usd(100n))).toBeUndefined();
    const first = { at: at('2026-11-12T13:06:00Z'), sums: { counts: 100n, against: 0n } };
    expect(await look('2026-11-18T09:00:00Z', usd(300n))).toEqual(first);
    expect(await look('2026-11-18T09:01:00Z', usd(300n))).toEqual(first);
    expect(await look('2026-11-18T09:20:00Z', { kind: 'none', reason: 'no quota' })).toMatchObject({
      sums: { counts: 300n, against: 0n },
    });
    expect(await look('2026-11-19T09:20:00Z', usd(1n))).toMatchObject({ sums: undefined });
  });

  it('are one row for a person, a figure and a period, forgotten after more than a year', async () => {
    await look('2026-11-18T09:00:00Z', usd(1n), { kind: 'team' });
    await look('2026-11-18T09:00:00Z', usd(1n), { askedBy: 'dana' });
    const count = async () => (await rows().selectFrom('attainment_look').select('metric').execute()).length;
    expect(await count()).toBe(3);
    await look('2028-06-01T09:00:00Z', usd(1n), { kind: 'company' });
    expect(await count()).toBe(2);
  });

  it('of somebody unknown are not kept', async () => {
    expect(await look('2026-11-20T09:00:00Z', usd(1n), { askedBy: null })).toBeUndefined();
  });
});
