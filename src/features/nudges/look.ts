import type { Services } from '#feature.ts';
import { metricContext, readStanding } from '#metrics/context.ts';
import { readWorkCalendar } from '#metrics/work-calendar.ts';
import { carryOut } from './carry-out.ts';
import { type Person, readPeople } from './people.ts';
import { decide, mayBeTold } from './policy.ts';
import { readHindsight } from './read-hindsight.ts';
import { readMornings, type Subject } from './read-morning.ts';
import { readStandings } from './read-standings.ts';
import { readRules } from './rules.ts';
import { quotaKey, readSaid } from './store.ts';

/**
 * Looks at everybody's quotas and tells what is new: in a number of queries that does not grow with the people. Those
 * for whom it is the morning of a working day are also told what is left. False while the data cannot be relied on:
 * nobody is told anything then.
 */
export async function look(
  services: Services,
  { now, isMorning }: { readonly now: Temporal.Instant; readonly isMorning: (person: Person) => boolean },
): Promise<boolean> {
  const { store } = services;
  const context = await metricContext(store, now);
  const { dataTime, trouble } = await readStanding(context);
  if (dataTime === null || trouble !== undefined) return false;
  const people = (await readPeople(context)).filter(mayBeTold);
  if (people.length === 0) return true;
  const [work, rules] = await Promise.all([readWorkCalendar(store), readRules(store)]);
  const around = { context, work, rules };
  const [standings, said] = await Promise.all([
    readStandings(around, people),
    readSaid(
      store,
      people.map(({ id }) => id),
    ),
  ]);
  const byId = new Map(people.map((person) => [person.id, person]));
  const subjects = standings.flatMap((standing): readonly Subject[] => {
    const person = byId.get(standing.personId);
    return person ? [{ person, standing, said: said.get(quotaKey(standing)) ?? [] }] : [];
  });
  const atWork = (person: Person) => isMorning(person) && work.isWorkingDay(person.today, person.location);
  const [mornings, hindsight] = await Promise.all([
    readMornings(
      around,
      subjects.filter(({ person }) => atWork(person)),
    ),
    readHindsight(around, subjects),
  ]);
  const verdicts = subjects.map((subject) => ({
    ...subject,
    verdict: decide({
      ...subject,
      rules,
      today: subject.person.today,
      morning: mornings.get(subject.standing),
      hindsight,
    }),
  }));
  await carryOut(services, verdicts, now);
  return true;
}
