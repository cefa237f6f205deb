import type { Clock } from '#lib/clock.ts';
import { decideDelivery, type Delivery, type Recipient } from '#model/attention.ts';
import type { Asking, Govern, Ruling } from '#outbox/governed.ts';
import type { Outbox, PostRequest } from '#outbox/outbox.ts';
import type { SlackDirectory } from '#slack/directory.ts';
import type { Store } from '#store/store.ts';
import { heedHabits } from './habits.ts';
import { readRecent } from './recent.ts';
import { readRecipient } from './recipient.ts';
import { recordDecision } from './record-decision.ts';
import { DIGEST } from './terms.ts';

interface Governing {
  readonly store: Store;
  readonly clock: Clock;
  readonly outbox: Outbox;
  readonly people: Pick<SlackDirectory, 'profileOf' | 'dndOf'>;
}

/**
 * Decides for each message to a person whether it goes now. Decisions about one person are made one after another,
 * whatever process makes them, so that a day's limit holds.
 */
export function createGovernor(governing: Governing): Govern {
  const { store, clock, outbox } = governing;
  return async (asking) => {
    const now = clock.now();
    const person = await readRecipient(governing, asking.slackUserId, now);
    return store.transaction(async (tx) => {
      await takeTurn(tx, asking.slackUserId);
      const heeded = await withHabits(tx, outbox, { asking, person, now });
      return rule(tx, { asking, person: heeded, now });
    });
  };
}

interface Case {
  readonly asking: Asking;
  readonly person: Recipient;
  readonly now: Temporal.Instant;
}

/** Waits until nobody else decides about this person. */
async function takeTurn(tx: Store, slackUserId: string): Promise<void> {
  await tx.db
    .insertInto('attention_person')
    .values({ slack_user_id: slackUserId, quiet_from: null, quiet_to: null, budget: null, greeted_at: null })
    .onConflict((conflict) => conflict.column('slack_user_id').doNothing())
    .execute();
  await tx.db
    .selectFrom('attention_person')
    .select('slack_user_id')
    .where('slack_user_id', '=', slackUserId)
    .forUpdate()
    .execute();
}

/** The person with their habits heeded: only a topic that comes one by one can be too much. */
async function withHabits(tx: Store, outbox: Outbox, { asking, person, now }: Case): Promise<Recipient> {
  const { slackUserId, attention } = asking;
  const { topic, isPrompt } = attention;
  const mode = person.modes.get(topic.id) ?? topic.startsAs;
  if (!isPrompt || mode !== 'on') return person;
  const isMoved = await heedHabits(tx, outbox, { slackUserId, topic: topic.id, now });
  return isMoved ? { ...person, modes: new Map([...person.modes, [topic.id, 'digest']]) } : person;
}

async function rule(tx: Store, { asking, person, now }: Case): Promise<Ruling> {
  const { key, slackUserId, params, attention } = asking;
  const message = {
    key,
    slackUserId,
    topic: attention.topic,
    priority: attention.priority,
    isPrompt: attention.isPrompt,
    says: attention.says?.(params),
    mergeKey: attention.mergeKey?.(params),
  };
  const recent = await readRecent(tx, message, { now, zone: person.zone });
  const delivery = decideDelivery({ message, person, recent, now });
  const ruling = rulingOf(delivery, { slackUserId, zone: person.zone });
  await recordDecision(tx, message, {
    delivery,
    into: ruling.kind === 'carry' ? ruling.by : undefined,
    now,
  });
  return ruling;
}

function rulingOf(delivery: Delivery, { slackUserId, zone }: { slackUserId: string; zone: string }): Ruling {
  const { reason } = delivery;
  switch (delivery.kind) {
    case 'send':
      return { kind: 'send' };
    case 'hold':
      return { kind: 'hold', until: delivery.until, reason };
    case 'merge':
      return { kind: 'carry', by: delivery.into, carrier: undefined, reason };
    case 'digest': {
      const carrier = digestOf(slackUserId, delivery.at.toZonedDateTimeISO(zone));
      return { kind: 'carry', by: carrier.key, carrier, reason };
    }
    case 'drop':
      return { kind: 'drop', reason };
  }
}

/** One digest for a person and a day. */
function digestOf(slackUserId: string, at: Temporal.ZonedDateTime): PostRequest {
  return {
    key: `${DIGEST}/${slackUserId}/${at.toPlainDate().toString()}`,
    kind: DIGEST,
    params: {},
    audience: slackUserId,
    notBefore: at.toInstant(),
  };
}
