import { GiveUp, Refusal } from '#lib/errors.ts';
import { currencyType } from '#salesforce/objects/currency-type.ts';
import type { RowContext, SalesforceObject } from '#salesforce/objects/define-object.ts';
import { fiscalYears, fiscalYearSettings } from '#salesforce/objects/fiscal-year-settings.ts';
import { organization } from '#salesforce/objects/organization.ts';
import { idLiteral } from '#salesforce/soql.ts';
import { upsertRows } from '#store/upsert-rows.ts';
import { selectFields } from './description.ts';
import { objectState, saveState } from './object-state.ts';
import { readWhole } from './read-whole.ts';
import type { Run, SyncContext } from './run.ts';

/** Placeholders for reading the objects that tell the real ones. */
const UNKNOWN: RowContext = {
  fields: new Set(),
  zone: 'UTC',
  currency: 'XXX',
  calendar: { standardById: new Map(), weekStart: 1 },
};

/**
 * Reads what all rows depend on: time zone, currency and fiscal years; keeps the organization's row. Throws Refusal
 * when the store holds another organization, GiveUp when no currency is known.
 */
export async function readOrganization(context: SyncContext): Promise<Run> {
  await refuseOther(context);
  const years = await rowsOf(context, fiscalYearSettings, UNKNOWN);
  const currency = await currencyOf(context);
  const known = { ...UNKNOWN, currency, calendar: fiscalYears(years) };
  const org = (await rowsOf(context, organization, known))[0];
  if (org === undefined) {
    throw new GiveUp('The Organization record of Salesforce cannot be read.', {
      remedy: 'Give the integration user read access to the organization; run doctor for details.',
    });
  }
  await context.store.transaction(async (tx) => {
    await upsertRows(tx, 'organization', [org], { key: ['id'] });
    const finished_at = context.clock.now().toString();
    const state = await objectState(tx, organization.name);
    await saveState(tx, { ...state, state: 'ready', rows_read: 1n, error: null, finished_at });
  });
  return { ...context, facts: { zone: org.time_zone, currency, calendar: known.calendar } };
}

async function refuseOther({ store, salesforce }: SyncContext): Promise<void> {
  const stored = await store.db.selectFrom('organization').select(['id', 'name']).executeTakeFirst();
  if (stored === undefined || stored.id === salesforce.organizationId) return;
  // The sign-in of a stand-in may name any organization; the record decides.
  const same = `SELECT COUNT() FROM Organization WHERE Id = ${idLiteral(stored.id)}`;
  if ((await salesforce.count(same)) > 0) return;
  throw new Refusal(
    `This data belongs to the Salesforce organization ${stored.name} (${stored.id}); ` +
      `the settings sign in to another one (${salesforce.organizationId}).`,
    'Use a data folder (DATA_DIR) or database of its own for each organization.',
  );
}

/** The corporate currency of an org with several, else the configured one. */
async function currencyOf(context: SyncContext): Promise<string> {
  const types = await rowsOf(context, currencyType, UNKNOWN);
  const currency = types.find((type) => type.isCorporate)?.code ?? context.currency;
  if (currency !== undefined) return currency;
  throw new GiveUp('No currency is known: this org has no CurrencyType, and CURRENCY is not set.', {
    remedy: 'Set CURRENCY to the ISO code of the org (Setup, Company Information), such as USD.',
  });
}

async function rowsOf<Row>(
  context: SyncContext,
  object: SalesforceObject<Row>,
  known: RowContext,
): Promise<Row[]> {
  const selection = await selectFields(context, object);
  if (selection.is === 'absent') return [];
  const records = await readWhole(context, object, selection);
  const rowContext = { ...known, fields: new Set(selection.fields) };
  return records.flatMap((record) => object.read(record, rowContext).row ?? []);
}
