import { readPersonFacts } from '#ledger/person-facts.ts';
import { earliest } from '#lib/days.ts';
import { lastDay } from '#model/period.ts';
import type { PersonFact } from '#model/person-facts.ts';
import { subjectsFor, type Line, type LineQuestion, type LineReader } from './line.ts';

/** People employed on the first day of the period. */
export const employedFirst: LineReader = (question) =>
  employedOn(question, 'employed_first', question.scope.period.start.toString());

/** People employed on the last day of the period, or on the day of the view while the period runs. */
export const employedLast: LineReader = (question) =>
  employedOn(question, 'employed_last', lastDaySeen(question));

/** People whose employment ended in the period, where they stood on their last day. */
export const leaver: LineReader = async (question) => {
  const first = question.scope.period.start.toString();
  const last = lastDaySeen(question);
  const left = (await readEmployment(question)).filter(
    ({ fact }) => fact.value === 'employed' && first < fact.to && fact.to <= last,
  );
  const records = left.map((it) => ({ ...it, day: it.fact.to, standsOn: dayBefore(it.fact.to) }));
  return personLines(question, 'leaver', records);
};

async function employedOn(
  question: LineQuestion,
  from: 'employed_first' | 'employed_last',
  day: string,
): Promise<readonly Line[]> {
  const there = (await readEmployment(question)).filter(
    ({ fact }) => fact.value === 'employed' && fact.from <= day && day < fact.to,
  );
  return personLines(
    question,
    from,
    there.map((it) => ({ ...it, day, standsOn: day })),
  );
}

interface Employment {
  readonly fact: PersonFact;
  readonly name: string;
}

/** Employment of the people who use Salesforce as such: integration users and the like are nobody's head. */
async function readEmployment({ context: { store }, scope }: LineQuestion): Promise<readonly Employment[]> {
  let query = store.db.selectFrom('person').select(['id', 'name']).where('user_type', '=', 'Standard');
  if (scope.by === 'person' && scope.only) query = query.where('id', 'in', [...scope.only, '']);
  const people = new Map((await query.execute()).map((it) => [it.id, it.name]));
  const facts = await readPersonFacts(store, {
    kinds: ['employment'],
    personIds: [...people.keys()],
    knownBefore: scope.view.knownBefore,
  });
  return facts.map((fact) => ({ fact, name: people.get(fact.personId) ?? fact.personId }));
}

async function personLines(
  question: LineQuestion,
  from: Line['from'],
  people: readonly (Employment & { readonly day: string; readonly standsOn: string })[],
): Promise<readonly Line[]> {
  const records = people.map((it) => ({ ...it, personId: it.fact.personId, territoryId: null }));
  const subjects = await subjectsFor(question, records);
  return records.map((record) => ({
    from,
    recordId: record.personId,
    name: record.name,
    accountName: null,
    personId: record.personId,
    personName: record.name,
    amount: 1n,
    currency: '',
    day: record.day,
    isRunning: false,
    leftOut: null,
    subjects: subjects(record),
  }));
}

function lastDaySeen({ scope: { period, view } }: LineQuestion): string {
  return earliest(lastDay(period), view.day).toString();
}

function dayBefore(day: string): string {
  return Temporal.PlainDate.from(day).subtract({ days: 1 }).toString();
}
