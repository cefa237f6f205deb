import type { Services } from '#feature.ts';
import { daysBetween } from '#lib/days.ts';
import { metricContext, readStanding } from '#metrics/context.ts';
import { readRecordsAddress } from '#metrics/records-address.ts';
import { readWorkCalendar } from '#metrics/work-calendar.ts';
import { closingDeals } from './closing-deals.ts';
import { openOf, readOpen } from './open-deals.ts';
import { type Person, readPeople } from './people.ts';
import { mayBeTold } from './policy.ts';
import { readHindsight } from './read-hindsight.ts';
import { readStandings } from './read-standings.ts';
import { readRules, type Rules } from './rules.ts';
import { isBelowNow } from './shortfalls.ts';
import { hasReached, type LastDay, type OpenDeal, type Standing } from './standing.ts';
import { type Kept, quotaKey, readKept } from './store.ts';

/** What a message about a quota says, as it is now. */
export interface Told {
  readonly kept: Kept;
  readonly person: Person;
  readonly standing: Standing;
  readonly rules: Rules;
  readonly open: readonly OpenDeal[];
  /** Of an activity: the working day that is spoken of. */
  readonly lastDay: LastDay | undefined;
  readonly dataTime: Temporal.Instant | null;
  /** Where records are opened; undefined where it is not known. */
  readonly recordsAt: string | undefined;
}

/** A message held back for longer speaks of days that are over. */
const LATEST = 1;

/** Reads what was told with the figures of now; undefined for who is not to be told, or has no quota any more. */
export async function readTold({ store, clock }: Services, id: number): Promise<Told | undefined> {
  const kept = await readKept(store, id);
  if (kept === undefined) return undefined;
  const context = await metricContext(store, clock.now());
  const [person] = await readPeople(context, [kept.personId]);
  if (person === undefined || !mayBeTold(person)) return undefined;
  const around = { context, work: await readWorkCalendar(store) };
  const standings = await readStandings(around, [person]);
  const standing = standings.find((one) => quotaKey(one) === quotaKeyOf(kept));
  if (standing === undefined) return undefined;
  const [rules, open, hindsight, { dataTime }, recordsAt] = await Promise.all([
    readRules(store),
    readOpen(context, [standing]),
    readHindsight(around, [{ person, standing, said: [{ ...kept, isWithdrawn: false }] }]),
    readStanding(context),
    readRecordsAddress(store),
  ]);
  const lastDay = hindsight.get(id)?.lastDay;
  return { kept, person, standing, rules, open: openOf(open, standing), lastDay, dataTime, recordsAt };
}

/** Whether a message may still leave: what it says is true now, and it was not taken back before anybody read it. */
export function stillApplies({ kept, person, standing, rules, open }: Told): boolean {
  if (kept.isWithdrawn) return kept.isThere;
  const { kind, state, saidOn } = kept;
  if (kind === 'crossed') return hasReached(standing, Number(state));
  const { gap, phase } = standing.progress;
  if (gap <= 0n || phase !== 'running') return false;
  const { today } = person;
  if (kind === 'closable') return closingDeals(open, { gap, today }).length > 0;
  if (kind === 'pace') return isBelowNow(standing, rules.paceBand);
  return kind === 'ending' || daysBetween(saidOn, today) <= LATEST;
}

function quotaKeyOf({ personId, metric, periodType, periodStart }: Kept): string {
  return [personId, metric, periodType, periodStart].join('/');
}
