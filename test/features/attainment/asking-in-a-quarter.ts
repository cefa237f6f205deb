import { beforeAll, beforeEach } from 'vitest';
import type { Services } from '#feature.ts';
import { attainment } from '#features/attainment/index.ts';
import { must } from '#lib/errors.ts';
import { guard } from '#slack/blocks/guard.ts';
import { aCall, asPerson } from '../a-call.ts';
import { servicesOf } from '../services.ts';
import { ANA, DANA, LI, smallCompany } from '../small-company.ts';
import { attainmentStore } from './attainment-store.ts';

/** Wednesday: 34 of the 66 working days of the quarter have passed. */
const now = Temporal.Instant.from('2026-11-18T09:00:00Z');

/** Ana and Li, whom Dana leads, in a quarter with some bookings and calls; each test sets the quotas it is about. */
export function askingInAQuarter() {
  let services: Services;
  beforeAll(async () => {
    services = await aQuarter();
  });
  beforeEach(() => services.store.db.deleteFrom('quota').execute());
  const call = (personId: string | null) => aCall({ services, actor: asPerson(personId), now });
  const ask = async (personId: string, text = ''): Promise<string> => {
    const message = await must(attainment.subcommands?.[0], 'the command').run({ ...call(personId), text });
    return guard(must(message, 'an answer')).text;
  };
  return {
    now,
    services: () => services,
    call,
    ask,
    asked: async (personId: string, text: string) => (await ask(personId, text)).split('\n')[0],
    quota: (personId: string, amount: bigint, metric = 'bookings') =>
      giveQuota(services, personId, { amount, metric }),
  };
}

async function aQuarter(): Promise<Services> {
  const services = servicesOf(await smallCompany(await attainmentStore()));
  const { db } = services.store;
  await db
    .insertInto('lineage')
    .values([ANA, LI].map((person_id, id) => ({ id: id + 1, person_id, managers: JSON.stringify([DANA]) })))
    .execute();
  await db
    .insertInto('lineage_manager')
    .values(
      [
        [1, ANA],
        [1, DANA],
        [2, LI],
        [2, DANA],
      ].map(([lineage_id, manager_id]) => ({
        lineage_id: Number(lineage_id),
        manager_id: String(manager_id),
      })),
    )
    .execute();
  await cell(services, ANA, { day: '2026-10-20', measure: 'bookings', currency: 'USD', amount: 10_200_000n });
  await cell(services, ANA, { day: '2026-10-20', measure: 'won', currency: '', amount: 2n, n: 2n });
  await cell(services, LI, { day: '2026-11-17', measure: 'call', currency: '', amount: 42n, n: 42n });
  await cell(services, LI, { day: '2026-08-17', measure: 'bookings', currency: 'USD', amount: 500n });
  return services;
}

async function cell(
  { store }: Services,
  person_id: string,
  row: { day: string; measure: string; currency: string; amount: bigint; n?: bigint },
) {
  const lineage_id = person_id === ANA ? 1 : 2;
  await store.db
    .insertInto('cell')
    .values({ person_id, lineage_id, role_id: '', territory_id: '', n: 1n, ...row })
    .execute();
}

async function giveQuota(
  { store }: Services,
  person_id: string,
  { amount, metric }: { readonly amount: bigint; readonly metric: string },
): Promise<void> {
  const row = {
    metric,
    start_on: '2026-10-01',
    end_on: '2027-01-01',
    source: 'csv',
    source_id: 'csv',
    known_at: now.toString(),
  } as const;
  await store.db
    .insertInto('quota')
    .values({ ...row, person_id, amount, currency: metric === 'bookings' ? 'USD' : '' })
    .execute();
}
