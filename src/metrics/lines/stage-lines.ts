import { sql } from 'kysely';
import { closest } from '#lib/closest.ts';
import { Refusal } from '#lib/errors.ts';
import { dayIn, daysBetween, startOfDay } from '#lib/days.ts';
import { spellsOf, type StageFacts, type StageSpell } from '#model/stage-spells.ts';
import { dealLines, readDeals, type DealRow } from './deals.ts';
import type { LineQuestion, LineReader } from './line.ts';

/** Days each stay in a stage that began in the period took, or has taken so far. */
export const stageSpell: LineReader = async (question) => {
  const { calendar } = question.context;
  const { day: today } = question.scope.view;
  const dayOf = (moment: string) => dayIn(calendar.zone, Temporal.Instant.from(moment));
  return spellLines(question, 'stage_spell', ({ deal, spell }) => {
    const from = dayOf(spell.enteredAt);
    const isRunning = spell.leftAt === undefined && !deal.isClosed;
    const to = spell.leftAt === undefined ? today : dayOf(spell.leftAt);
    return { amount: BigInt(Math.max(0, daysBetween(from, to))), isRunning, day: from.toString() };
  });
};

/** Deals that first came into a stage in the period: 1 for those that went on to a later one, else 0. */
export const stageEntry: LineReader = async (question) => {
  const { calendar } = question.context;
  return spellLines(question, 'stage_entry', ({ deal, spell }) =>
    spell.isFirst
      ? {
          amount: spell.movedOn ? 1n : 0n,
          isRunning: !spell.movedOn && !deal.isClosed,
          day: dayIn(calendar.zone, Temporal.Instant.from(spell.enteredAt)).toString(),
        }
      : undefined,
  );
};

interface Stay {
  readonly deal: DealRow;
  readonly spell: StageSpell;
}

interface StayLine {
  readonly amount: bigint;
  readonly isRunning: boolean;
  readonly day: string;
}

async function spellLines(
  question: LineQuestion,
  from: 'stage_spell' | 'stage_entry',
  line: (stay: Stay) => StayLine | undefined,
): ReturnType<LineReader> {
  const stays = await readStays(question);
  const shown = stays.flatMap((stay) => {
    const own = line(stay);
    return own ? [{ deal: { ...stay.deal, name: `${stay.deal.name}, ${stay.spell.stage}` }, own }] : [];
  });
  const ownOf = new Map(shown.map(({ deal, own }) => [deal, own]));
  return dealLines(
    question,
    shown.map(({ deal }) => deal),
    { from, line: (deal) => ownOf.get(deal) ?? { amount: 0n, day: deal.createdOn } },
  );
}

/** Stays that began in the period, in the stage asked for or in any open one. */
async function readStays(question: LineQuestion): Promise<readonly Stay[]> {
  const { context, scope, argument } = question;
  const { start, end } = scope.period;
  const zone = context.calendar.zone;
  const [from, to] = [startOfDay(start, zone).toString(), startOfDay(end, zone).toString()];
  const [stepsOf, stages] = await Promise.all([readSteps(question, { from, to }), readStages(question)]);
  const wanted = argument?.toLowerCase();
  if (wanted !== undefined) checkStage(wanted, [...stages.keys()]);
  const deals = await readDeals(question, sql`d.id = any(${[...stepsOf.keys()]}::text[])`);
  const [first, last] = [Temporal.Instant.from(from), Temporal.Instant.from(to)];
  return deals.flatMap((deal) =>
    spellsOf(stepsOf.get(deal.recordId) ?? [], stages)
      .filter(({ stage }) => wanted === undefined || stage.toLowerCase() === wanted)
      .filter(({ enteredAt }) => isWithin(Temporal.Instant.from(enteredAt), first, last))
      .map((spell) => ({ deal, spell })),
  );
}

function checkStage(wanted: string, known: readonly string[]): void {
  if (known.some((name) => name.toLowerCase() === wanted)) return;
  const guess = closest(wanted, known);
  throw new Refusal(
    `"${wanted}" is no stage I know${guess === undefined ? '' : `; did you mean ${guess}?`}`,
    `Stages are ${known.join(', ')}.`,
  );
}

function isWithin(at: Temporal.Instant, from: Temporal.Instant, to: Temporal.Instant): boolean {
  return Temporal.Instant.compare(from, at) <= 0 && Temporal.Instant.compare(at, to) < 0;
}

interface StepRow {
  readonly id: string;
  readonly stage: string;
  readonly at: string;
}

/**
 * The stages of every deal that entered one between two moments: Salesforce's own history, else what was observed.
 */
async function readSteps(
  { context: { store }, scope }: LineQuestion,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<ReadonlyMap<string, readonly StepRow[]>> {
  const history = store.table('opportunity_history');
  const state = store.table('deal_state');
  const before = scope.view.knownBefore?.toString() ?? 'infinity';
  const { rows } = await sql<StepRow>`
    with moved as (
      select opportunity_id as id from ${history}
      where created_at >= ${from}::timestamptz and created_at < ${to}::timestamptz
      union
      select s.opportunity_id from ${state} s
      where s.known_at >= ${from}::timestamptz and s.known_at < ${to}::timestamptz
        and not exists (select from ${history} h where h.opportunity_id = s.opportunity_id)
    )
    select m.id, h.stage, h.created_at as at, h.id as tie, 0 as nth
    from moved m join ${history} h on h.opportunity_id = m.id and h.created_at < ${before}::timestamptz
    union all
    select m.id, s.stage, s.known_at, '', s.seq
    from moved m join ${state} s on s.opportunity_id = m.id and s.known_at < ${before}::timestamptz
    where not exists (select from ${history} h where h.opportunity_id = m.id)
    order by id, at, tie, nth`.execute(store.db);
  return Map.groupBy(rows, (row) => row.id);
}

async function readStages({ context: { store } }: LineQuestion): Promise<ReadonlyMap<string, StageFacts>> {
  const rows = await store.db
    .selectFrom('stage')
    .select(['api_name', 'sort_order', 'is_closed', 'is_won'])
    .execute();
  return new Map(
    rows.map((row) => [row.api_name, { order: row.sort_order, isClosed: row.is_closed, isWon: row.is_won }]),
  );
}
