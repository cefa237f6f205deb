import { type Day, dayIn } from '#lib/days.ts';
import { readPersonFacts } from '#ledger/person-facts.ts';
import type { MetricContext } from '#metrics/context.ts';
import type { PersonFact } from '#model/person-facts.ts';
import { factOn } from '#model/placement.ts';
import type { Addressee } from './policy.ts';

/** Somebody as they are today where they are. */
export interface Person extends Addressee {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
  readonly today: Day;
  /** A name the work calendar knows; '' is the organisation's default. */
  readonly location: string;
  /** Whether they were on leave on a day. */
  readonly wasAway: (day: Day) => boolean;
}

/** These people, or everyone who is linked: in three queries, however many they are. */
export async function readPeople(
  { store, now }: Pick<MetricContext, 'store' | 'now'>,
  only?: readonly string[],
): Promise<readonly Person[]> {
  const rows = await store.db
    .selectFrom('person')
    .leftJoin('identity_link', 'identity_link.person_id', 'person.id')
    .select(['person.id', 'name', 'time_zone', 'is_active', 'slack_user_id'])
    .$if(only === undefined, (people) => people.where('slack_user_id', 'is not', null))
    .$if(only !== undefined, (people) => people.where('person.id', 'in', [...(only ?? [])]))
    .orderBy('name')
    .orderBy('person.id')
    .execute();
  const facts = await readPersonFacts(store, {
    kinds: ['leave', 'location'],
    personIds: rows.map(({ id }) => id),
  });
  const factsOf = Map.groupBy(facts, ({ personId }) => personId);
  return rows.map((row) => {
    const today = dayIn(row.time_zone, now);
    const own = factsOf.get(row.id) ?? [];
    const wasAway = (day: Day) => held(own, 'leave', day) !== undefined;
    return {
      id: row.id,
      name: row.name,
      slackUserId: row.slack_user_id ?? undefined,
      isActive: row.is_active,
      timeZone: row.time_zone,
      today,
      location: held(own, 'location', today)?.value ?? '',
      isAway: wasAway(today),
      wasAway,
    };
  });
}

function held(facts: readonly PersonFact[], kind: PersonFact['kind'], day: Day): PersonFact | undefined {
  return factOn(
    facts.filter((fact) => fact.kind === kind),
    day.toString(),
  );
}
