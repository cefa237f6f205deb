import { sql } from 'kysely';
import { Refusal } from '#lib/errors.ts';
import { followTransfers } from '#model/transfers.ts';
import { appendAudit } from '#store/audit.ts';
import { companyDay } from '#store/company.ts';
import type { Store } from '#store/store.ts';

/** Who is credited in the end with what a person had of a deal. */
export interface Receiver {
  readonly dealId: string;
  readonly from: string;
  readonly to: string;
}

/** Where the credit of these deals went. What was approved before a deal was reopened ended with the reopening. */
export async function readTransfers(tx: Store, dealIds: readonly string[]): Promise<readonly Receiver[]> {
  const { rows } = await sql<Receiver>`
    select t.record_id as "dealId", t.from_person as "from", t.to_person as "to"
    from ${tx.table('credit_transfer')} t
    where t.record_id = any(${dealIds}::text[]) and not exists (
      select from ${tx.table('deal_state')} s
      where s.opportunity_id = t.record_id and s.known_at > t.created_at and not s.is_closed
    )
    order by t.id`.execute(tx.db);
  return followTransfers(rows);
}

export interface Transfer {
  /** Salesforce id of the deal. */
  readonly dealId: string;
  readonly from: string;
  readonly to: string;
  /** The day from which it is agreed to hold, not after today. */
  readonly effectiveOn: string;
  readonly approvedBy: string;
  readonly reason: string;
  readonly now: Temporal.Instant;
}

/**
 * Moves the credit of a closed deal to someone else, by an approval with a reason. The deal will be credited anew: on
 * its close date, with the receiver's team and role. Throws a Refusal for an open or unknown deal and for people unknown.
 */
export async function transferCredit(store: Store, transfer: Transfer): Promise<void> {
  const { dealId, from, to, effectiveOn, approvedBy, reason, now } = transfer;
  if (from === to) throw new Refusal('Nothing would move: both people are the same.', 'Name the new owner.');
  await store.transaction(async (tx) => {
    await refuseDaysToCome(tx, transfer);
    const deal = await tx.db
      .selectFrom('opportunity')
      .selectAll()
      .where('id', '=', dealId)
      .executeTakeFirst();
    if (!deal?.is_closed)
      throw new Refusal(
        deal
          ? 'The deal is still open: it counts for its owner when it closes.'
          : `There is no deal ${dealId}.`,
        'Give the Salesforce id of a closed deal.',
      );
    const known = await tx.db.selectFrom('person').select('id').where('id', 'in', [from, to]).execute();
    if (known.length < 2)
      throw new Refusal('One of the people is not known here.', 'Check both people in Salesforce.');
    await tx.db
      .insertInto('credit_transfer')
      .values({
        record_id: dealId,
        from_person: from,
        to_person: to,
        effective_on: effectiveOn,
        approved_by: approvedBy,
        reason,
        created_at: now.toString(),
      })
      .execute();
    await tx.db.insertInto('changed_record').values({ object: 'opportunity', record_id: dealId }).execute();
    const detail = { deal: dealId, from, to, effectiveOn, reason };
    await appendAudit(tx, { actor: approvedBy, action: 'credit.transferred', subject: from, detail, now });
  });
}

async function refuseDaysToCome(tx: Store, { effectiveOn, now }: Transfer): Promise<void> {
  if (effectiveOn > (await companyDay(tx, now)).toString())
    throw new Refusal(
      `${effectiveOn} has not come yet.`,
      'Make the transfer on the day from which it holds.',
    );
}
