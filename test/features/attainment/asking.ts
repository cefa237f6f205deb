import type { Services } from '#feature.ts';
import { attainment } from '#features/attainment/index.ts';
import { must } from '#lib/errors.ts';
import { guard } from '#slack/blocks/guard.ts';
import type { Message } from '#slack/blocks/message.ts';
import { aCall, asPerson } from '../a-call.ts';
import { aDeal } from '../../support/a-deal.ts';
import { settle } from '../../support/ledger-work.ts';
import { ANA } from '../small-company.ts';

/** Somebody asks in Slack, at some moment. */
export interface Asking {
  readonly services: Services;
  readonly personId: string;
  readonly now: Temporal.Instant;
}

const call = ({ services, personId, now }: Asking) => aCall({ services, actor: asPerson(personId), now });

/** Types /attain and these words: "why bookings", or another question. */
export async function type(asking: Asking, words: string): Promise<Message> {
  const isWhy = words.startsWith('why');
  const command = must(
    attainment.subcommands?.find(({ name }) => name === (isWhy ? 'why' : 'attainment')),
    'the sub-command',
  );
  const text = isWhy ? words.slice('why'.length).trim() : words;
  return guard(must(await command.run({ ...call(asking), text }), 'an answer'));
}

/** Presses a button that asks why. */
export async function press(asking: Asking, value: string): Promise<Message> {
  const action = must(
    attainment.actions?.find(({ id }) => id === 'attainment.why'),
    'the button',
  );
  return guard(must(await action.run({ ...call(asking), value, messageTs: null }), 'an answer'));
}

export interface Deal {
  readonly name: string;
  readonly amount: bigint | null;
  readonly owner?: string;
  readonly closeOn?: string;
  readonly open?: boolean;
  readonly isPrivate?: boolean;
}

/** Puts a deal into Salesforce's mirror, or changes it, and lets the ledger learn of it at that moment. */
export async function tell(
  { store }: Services,
  id: string,
  { at, ...deal }: Deal & { readonly at: Temporal.Instant },
): Promise<void> {
  const { name, amount, owner = ANA, closeOn = '2026-10-20', open = false, isPrivate = false } = deal;
  const row = aDeal({
    id,
    name,
    owner_id: owner,
    amount,
    close_on: closeOn,
    is_closed: !open,
    is_won: !open,
    is_private: isPrivate,
  });
  const { db } = store;
  await db
    .insertInto('opportunity')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
  await db.insertInto('changed_record').values({ object: 'opportunity', record_id: id }).execute();
  await settle(store, at);
}
