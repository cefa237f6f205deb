import type { Services } from '#feature.ts';
import type { Store } from '#store/store.ts';
import { testStore } from '../../../support/database.ts';
import { servicesOf } from '../../services.ts';
import { smallCompany } from '../../small-company.ts';

let opened: Promise<Store> | undefined;

/** The small company afresh, with nothing corrected; its store goes with the worker. */
export async function uncorrectedCompany(): Promise<Services> {
  opened ??= testStore();
  return servicesOf(await smallCompany(await opened));
}

/** A file of these lines. */
export const csv = (...lines: readonly string[]) => new TextEncoder().encode(lines.join('\n'));

/** The first line of a file of corrections. */
export const HEAD = 'email,kind,value,from,to,reason';

/** Every correction that was ever made, in the order in which they were. */
export const keptCorrections = ({ store }: Services) =>
  store.db
    .selectFrom('fact_correction')
    .select(['person_id', 'kind', 'value', 'from_on', 'to_on', 'reason', 'made_by', 'withdrawn_by'])
    .orderBy('id')
    .execute();
