import type { Services } from '#feature.ts';
import { Refusal } from '#lib/errors.ts';
import type { Store } from '#store/store.ts';
import { note } from '#slack/blocks/message.ts';
import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import type { Subcommand } from '#slack/routes.ts';

interface ReaderCurrencyTable {
  person_id: string;
  currency: string;
  chosen_at: string;
}

const CODES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));
const NONE = new Set(['none', 'company', 'off', 'default']);

/** The currency a person wants amounts shown in; undefined where they chose none. */
export async function chosenCurrency(store: Store, personId: string | null): Promise<string | undefined> {
  if (personId === null) return undefined;
  const row = await store.db
    .withTables<{ reader_currency: ReaderCurrencyTable }>()
    .selectFrom('reader_currency')
    .select('currency')
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row?.currency;
}

/** A personal choice: private answers show amounts in this currency too, beside the organisation's. */
export const currencyCommand: Subcommand<Services> = {
  name: 'currency',
  summary: 'the currency your private answers show amounts in; "currency none" takes it back',
  example: '/attain currency EUR',
  permission: 'linked',
  shows: [],
  async run({ services: { store }, actor, now, text }) {
    const word = text.trim();
    const { personId } = actor;
    if (personId === null || word === '') return note(currencyWords(await chosenCurrency(store, personId)));
    const wanted = NONE.has(word.toLowerCase()) ? undefined : code(word);
    await saveCurrency(store, personId, { currency: wanted, now });
    return note(currencyWords(wanted));
  },
};

function code(word: string): string {
  const wanted = word.toUpperCase();
  if (CODES.has(wanted)) return wanted;
  throw new Refusal(
    `"${word}" is no currency code.`,
    'Use a code such as USD, EUR or JPY; the word none takes it back.',
  );
}

/** What a choice means; of undefined, that there is none. */
export function currencyWords(currency: string | undefined): SafeText {
  if (currency === undefined)
    return mrkdwn`Amounts are shown in the company's currency. \`/attain currency EUR\` shows another one beside it.`;
  return mrkdwn`Private answers show amounts in ${escapeText(currency)}, beside the company's currency, wherever Salesforce has a rate. Boards and quotas stay in the company's. \`/attain currency none\` takes it back.`;
}

/** Keeps the currency that a person chose; undefined takes it back. */
export async function saveCurrency(
  store: Store,
  personId: string,
  { currency, now }: { readonly currency: string | undefined; readonly now: Temporal.Instant },
): Promise<void> {
  const table = store.db.withTables<{ reader_currency: ReaderCurrencyTable }>();
  if (currency === undefined) {
    await table.deleteFrom('reader_currency').where('person_id', '=', personId).execute();
    return;
  }
  const row = { currency, chosen_at: now.toString() };
  await table
    .insertInto('reader_currency')
    .values({ person_id: personId, ...row })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet(row))
    .execute();
}
