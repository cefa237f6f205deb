import { z } from 'zod';
import { Refusal } from '#lib/errors.ts';
import { readJson } from '#lib/json.ts';
import { isSalesforce } from '#model/quota-versions.ts';
import type { Store } from '#store/store.ts';
import type { ShownQuota } from './read-shown.ts';
import { tables } from './tables.ts';

const Accepted = z.array(z.tuple([z.string(), z.string(), z.number()])).min(1);

/** Quotas in the value of an accept button: which metric, from which day, which version. */
export function acceptValue(quotas: readonly ShownQuota[]): string {
  return JSON.stringify(quotas.map(({ metric, start, version }) => [metric, start, version]));
}

/**
 * Records that a person accepts the versions a button showed them. Only their own that still hold count.
 * @throws Refusal when none of them holds any more.
 */
export async function acceptQuotas(
  store: Store,
  value: string,
  {
    own,
    by,
    now,
  }: { readonly own: readonly ShownQuota[]; readonly by: string; readonly now: Temporal.Instant },
): Promise<number> {
  const asked = Accepted.safeParse(readJson(value));
  if (!asked.success) throw new Refusal('This button cannot be read any more.', 'Type /attain quotas again.');
  const accepted = own.filter(({ metric, start, version }) =>
    asked.data.some((it) => it[0] === metric && it[1] === start && it[2] === version),
  );
  if (accepted.length === 0) {
    throw new Refusal('These quotas were changed since.', 'Look at them again with /attain quotas.');
  }
  await tables(store)
    .insertInto('quota_acceptance')
    .values(
      accepted.map((quota) => ({
        person_id: quota.personId,
        metric: quota.metric,
        start_on: quota.start,
        end_on: quota.end,
        is_salesforce: isSalesforce(quota.source),
        version: quota.version,
        accepted_by: by,
        accepted_at: now.toString(),
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return accepted.length;
}
