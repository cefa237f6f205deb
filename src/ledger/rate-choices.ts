import { sql } from 'kysely';
import { z } from 'zod';
import { RATE_CHOICES, type RateChoice } from '#model/rates.ts';
import { readSetting, writeSetting } from '#store/settings.ts';
import type { Store } from '#store/store.ts';

/** By which rate each measure of money is converted. */
export interface RateChoices {
  readonly bookings: RateChoice;
  readonly overlay: RateChoice;
}

const SETTING = 'crediting.rates';
const choice = z.enum(RATE_CHOICES).catch('close_date');
const stored = z
  .object({ bookings: choice, overlay: choice })
  .catch({ bookings: 'close_date', overlay: 'close_date' });

/** The choices made; by the rate of the close date where none was. */
export async function readRateChoices(store: Store): Promise<RateChoices> {
  return stored.parse(await readSetting(store, SETTING));
}

export interface RateChange {
  readonly choices: RateChoices;
  readonly changedBy: string;
  readonly now: Temporal.Instant;
}

/** Changes by which rates amounts are converted; all closed deals in other currencies will be credited anew. */
export async function setRateChoices(store: Store, { choices, changedBy, now }: RateChange): Promise<void> {
  await store.transaction(async (tx) => {
    await writeSetting(tx, { name: SETTING, value: choices, by: changedBy, now });
    await sql`
      insert into ${tx.table('changed_record')} (object, record_id)
      select 'opportunity', id from ${tx.table('opportunity')}
      where is_closed and currency <> (select currency from ${tx.table('organization')} limit 1)`.execute(
      tx.db,
    );
  });
}
