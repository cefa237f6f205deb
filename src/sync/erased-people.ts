import { erasedPeople, type PseudonymOf } from '#store/identity-erased.ts';
import { FORMER_NAME, formerEmail } from '#store/identity-scrub.ts';
import type { Store } from '#store/store.ts';

/** Fields of a user that say who it is. */
const OWN_WORDS = ['Title', 'Username'] as const;
const ID = /^[A-Za-z0-9]{1,18}$/;

/**
 * Records with the pseudonym wherever Salesforce names somebody who was erased, whatever the field; their user record
 * says neither name nor e-mail. Totals stay whole, and nothing brings the person back.
 */
export async function withoutErased(tx: Store, records: readonly unknown[]): Promise<readonly unknown[]> {
  const pseudonymOf = await erasedPeople(tx);
  return pseudonymOf === undefined ? records : records.map((record) => hidden(record, pseudonymOf));
}

function hidden(value: unknown, pseudonymOf: PseudonymOf): unknown {
  if (typeof value === 'string') return ID.test(value) ? (pseudonymOf(value) ?? value) : value;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([field, it]) => [field, hidden(it, pseudonymOf)] as const);
  const id = 'Id' in value && typeof value.Id === 'string' ? pseudonymOf(value.Id) : undefined;
  return Object.fromEntries(id === undefined ? entries : [...entries, ...wordsOf(id, value)]);
}

function wordsOf(pseudonym: string, record: object): readonly (readonly [string, string | null])[] {
  const blank = OWN_WORDS.filter((field) => field in record).map((field) => [field, null] as const);
  return [['Name', FORMER_NAME] as const, ['Email', formerEmail(pseudonym)] as const, ...blank];
}
