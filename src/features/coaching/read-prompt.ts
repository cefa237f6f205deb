import { readActor } from '#access/actor.ts';
import { managersOf } from '#access/managers.ts';
import { noteRead } from '#access/notes.ts';
import type { Services } from '#feature.ts';
import { dayIn } from '#lib/days.ts';
import { metricContext, readStanding, type MetricContext } from '#metrics/context.ts';
import { explain, type ExplainedLine } from '#metrics/explain.ts';
import { readRecordOwners } from '#metrics/record-owners.ts';
import { type Actor, mayRead } from '#model/access.ts';
import type { Figure } from '#model/figure.ts';
import type { Period } from '#model/period.ts';
import { maySeeRecord } from '#model/record-access.ts';
import { type Focus, FOCUSES, focusOn } from './focuses.ts';
import { readPair } from './pair.ts';
import { findingsFor, type Standing } from './policy.ts';
import { readBank } from './question-store.ts';
import { questionsFor } from './questions.ts';
import { periodsFrom, readMembers } from './read-members.ts';
import { type Kept, readFocus, readFocuses } from './store.ts';

/** What a manager is told about somebody they lead. */
export interface Prompt {
  readonly kept: Kept;
  readonly focus: Focus;
  readonly name: string;
  /** In whose place its reader leads the person; undefined where they do so themselves. */
  readonly inPlaceOf: string | undefined;
  /** The later period first. */
  readonly figures: readonly Figure[];
  /** How they stand now; undefined where they do no longer stand out. */
  readonly standing: Standing | undefined;
  readonly strength:
    | { readonly standing: Standing; readonly focus: Focus; readonly figure: Figure }
    | undefined;
  readonly deals: readonly ExplainedLine[];
  readonly questions: readonly string[];
  readonly dataTime: Temporal.Instant | null;
}

/** A prompt with the figures of this moment; undefined when it is not for its reader, or not any more. */
export async function readPrompt(
  services: Services,
  { id, audience }: { readonly id: number; readonly audience: string },
): Promise<Prompt | undefined> {
  const { store, clock } = services;
  const now = clock.now();
  const kept = await readFocus(store, id);
  const focus = kept && focusOn(kept.metric);
  if (kept === undefined || focus === undefined) return undefined;
  const context = await metricContext(store, now);
  const actor = await readActor(store, audience, now);
  const company = { store, day: dayIn(context.calendar.zone, now) };
  const managers = await managersOf(company, [kept.personId]);
  if (actor.personId !== kept.coachId) return undefined;
  if (!mayRead(actor, kept.personId, managers.get(kept.personId) ?? [])) return undefined;
  const [nearest] = managers.get(kept.personId) ?? [];
  const manager = nearest !== undefined && actor.standsInFor?.includes(nearest) ? nearest : undefined;
  const periods = periodsFrom(context, kept);
  if (periods === undefined) return undefined;
  const [members, pair, bank, { dataTime }, before] = await Promise.all([
    readMembers(context, periods),
    readPair(store, [kept.personId, ...(manager === undefined ? [] : [manager])]),
    readBank(store),
    readStanding(context),
    readFocuses(store, [kept.personId]),
  ]);
  const member = members.find(({ personId }) => personId === kept.personId);
  const name = pair.get(kept.personId)?.name;
  if (member === undefined || name === undefined) return undefined;
  const { gaps, strength } = findingsFor(member, members, FOCUSES);
  const nth = before.filter((one) => one.id < id && focusOn(one.metric)?.topic === focus.topic).length;
  const deals = await readDeals(context, { actor, focus, personId: kept.personId, period: periods[0] });
  const figure = { metric: kept.metric, kind: 'person', id: kept.personId, period: periods[0] } as const;
  await noteRead(store, actor, { figure, now });
  return {
    kept,
    focus,
    name,
    inPlaceOf: manager === undefined ? undefined : pair.get(manager)?.name,
    figures: member.figures.get(kept.metric) ?? [],
    standing: gaps.find(({ metric }) => metric === kept.metric),
    strength: strengthOf(strength, member.figures),
    deals,
    questions: questionsFor(bank, focus.topic, nth),
    dataTime,
  };
}

function strengthOf(
  standing: Standing | undefined,
  figures: ReadonlyMap<string, readonly Figure[]>,
): Prompt['strength'] {
  const focus = standing && focusOn(standing.metric);
  const [figure] = (standing && figures.get(standing.metric)) ?? [];
  return standing && focus && figure ? { standing, focus, figure } : undefined;
}

/** Records that a manager knows by name; single calls and meetings are behind the figure's own explanation. */
const NAMED: ReadonlySet<Focus['topic']> = new Set(['winning', 'size', 'speed', 'pipeline']);
const SHOWN = 3;

/** The deals that say most: the newest lost ones, the smallest, the slowest, the newest made. */
async function readDeals(
  context: MetricContext,
  {
    actor,
    focus,
    personId,
    period,
  }: { readonly actor: Actor; readonly focus: Focus; readonly personId: string; readonly period: Period },
): Promise<readonly ExplainedLine[]> {
  if (!NAMED.has(focus.topic)) return [];
  const { store, calendar, now } = context;
  const { lines } = await explain(context, {
    metric: focus.metric.id,
    by: 'person',
    subjectId: personId,
    period,
  });
  const telling = lines.filter(
    ({ counts, takesBack }) => !takesBack && (focus.topic !== 'winning' || counts === 0n),
  );
  const owners = await readRecordOwners(
    store,
    telling.map(({ recordId }) => recordId),
  );
  const people = [...new Set([personId, ...[...owners.values()].map(({ ownerId }) => ownerId)])];
  const managers = await managersOf({ store, day: dayIn(calendar.zone, now) }, people);
  const seen = telling.filter(({ recordId, personId: creditedTo }) => {
    const { ownerId = '', isPrivate = false } = owners.get(recordId) ?? {};
    return maySeeRecord(actor, { ownerId, creditedTo, isPrivate }, (one) => managers.get(one) ?? []);
  });
  return sorted(seen, focus).slice(0, SHOWN);
}

function sorted(lines: readonly ExplainedLine[], { topic }: Focus): readonly ExplainedLine[] {
  const by = (a: ExplainedLine, b: ExplainedLine) => (a.counts < b.counts ? -1 : Number(a.counts > b.counts));
  if (topic === 'size') return lines.toSorted(by);
  return topic === 'speed' ? lines.toSorted((a, b) => by(b, a)) : lines;
}
