import { type Day, isBefore } from '#lib/days.ts';
import { quarterStart } from './fiscal-year.ts';
import type { Person } from './people.ts';
import type { Random } from './random.ts';
import { LOST, OPEN_STAGES, SIGNED, type Stage } from './stages.ts';
import type { Segment } from './territories.ts';
import { momentOn, workingDayFrom } from './work-days.ts';

/** How a deal stands from one moment until the next step. Amounts are whole cents; undefined is "not yet said". */
export interface Step {
  readonly at: Temporal.Instant;
  readonly on: Day;
  readonly stage: Stage;
  readonly cents: number | undefined;
  readonly closeDate: Day;
  readonly nextStep: string;
}

/** What is decided for a deal when it is opened. */
export interface Fate {
  readonly openedOn: Day;
  readonly isWon: boolean;
  /** Calendar days from opening to closing. */
  readonly days: number;
}

interface Brief {
  readonly fate: Fate;
  readonly owner: Person;
  readonly segment: Segment;
}

/** Draws how a deal will end: better sellers win more, larger customers take longer, quarters end with a rush. */
export function drawFate(brief: Omit<Brief, 'fate'> & { readonly openedOn: Day }, random: Random): Fate {
  const { owner, segment, openedOn } = brief;
  const isWon = random.chance(0.53 * owner.winning);
  const natural = segment.typicalDays * Math.exp(0.6 * random.bell()) * (isWon ? 1 : 0.85);
  const forgotten = !isWon && random.chance(0.08) ? 2.4 : 1;
  const days = Math.max(3, Math.round(natural * forgotten));
  return {
    openedOn,
    isWon,
    days: isWon && random.chance(0.3) ? rushedDays({ openedOn, days }, random) : days,
  };
}

/** A deal due within three weeks of a quarter's end is brought home in its last days. */
function rushedDays({ openedOn, days }: Pick<Fate, 'openedOn' | 'days'>, random: Random): number {
  const due = openedOn.add({ days });
  const quarterEnd = quarterStart(due.add({ days: 7 })).subtract({ days: 1 });
  const nextEnd = quarterStart(due).add({ months: 3 }).subtract({ days: 1 });
  const end = due.until(nextEnd).total('days') <= 21 ? nextEnd : quarterEnd;
  const rushed = openedOn.until(end).total('days') - random.whole(0, 6);
  return Math.abs(rushed - days) <= 21 && rushed > 3 ? rushed : days;
}

/**
 * The whole life of a deal, also beyond today: opened, moved through stages, pushed out, re-priced, closed, in rare
 * cases reopened and closed again. When its owner leaves the company nothing more happens to it.
 */
export function liveThrough(brief: Brief, random: Random): readonly Step[] {
  const { fate, owner } = brief;
  const teller = tellerOf(brief, random);
  const moves = movesBefore(fate, random);
  teller.step(0, OPEN_STAGES[0]);
  moves.forEach((stage, index) => {
    const jitter = 0.7 * (random.next() - 0.5);
    teller.step(Math.round((fate.days * (index + 1 + jitter)) / (moves.length + 1)), stage);
  });
  teller.step(fate.days, fate.isWon ? SIGNED : LOST);
  if (random.chance(0.025)) {
    const again = fate.days + random.whole(2, 18);
    teller.step(again, OPEN_STAGES[3]);
    teller.step(again + random.whole(6, 35), random.chance(0.5) ? SIGNED : LOST);
  }
  const { leftOn } = owner;
  return leftOn ? teller.steps.filter((step) => isBefore(step.on, leftOn)) : teller.steps;
}

/** Stages between the first and the last step; `undefined` is a step that only moves the close date. */
function movesBefore(fate: Fate, random: Random): readonly (Stage | undefined)[] {
  const reached = fate.isWon ? OPEN_STAGES.length : random.whole(1, OPEN_STAGES.length);
  const passed = OPEN_STAGES.slice(1, reached).filter(() => random.chance(0.85));
  const pushes = fate.days > 45 && random.chance(0.55) ? [undefined] : [];
  return [...passed, ...pushes];
}

function tellerOf({ fate, owner, segment }: Brief, random: Random) {
  const steps: Step[] = [];
  const price = priceOf(segment, random);
  const isNeverPriced = random.chance(0.012);
  const pricedFrom = random.chance(0.12) ? 45 : 0;
  const step = (daysIn: number, moved: Stage | undefined) => {
    const last = steps.at(-1);
    const stage = moved ?? last?.stage ?? LOST;
    const on = workingDayFrom(fate.openedOn.add({ days: daysIn }));
    const at = laterThan(last?.at, momentOn(on, { zone: owner.zone, minute: random.whole(540, 1060) }));
    const cents = isNeverPriced || stage.probability < pricedFrom ? last?.cents : price(stage, last?.cents);
    const mayKeep = moved && last && isBefore(on, last.closeDate) && random.chance(0.75);
    const guess = mayKeep
      ? last.closeDate
      : guessClose(on, { remaining: Math.max(fate.days - daysIn, 8), random });
    const closeDate = stage.isClosed ? on : guess;
    steps.push({ at, on, stage, cents, closeDate, nextStep: random.pick(stage.nextSteps) });
  };
  return { steps, step };
}

/** Sellers hope for the coming weeks more often than the truth allows, and like the ends of months. */
function guessClose(
  on: Day,
  { remaining, random }: { readonly remaining: number; readonly random: Random },
): Day {
  const hoped = on.add({ days: 4 + Math.round(remaining * (0.6 + 0.7 * random.next())) });
  return random.chance(0.4) ? hoped.with({ day: hoped.daysInMonth }) : hoped;
}

function laterThan(previous: Temporal.Instant | undefined, at: Temporal.Instant): Temporal.Instant {
  if (!previous || Temporal.Instant.compare(previous, at) < 0) return at;
  return previous.add({ minutes: 25 });
}

/** First an estimate, re-priced on the way now and then, and often a discount when it is signed. */
function priceOf(segment: Segment, random: Random) {
  const rounding = random.pick([100_00, 100_00, 100_00, 50_00, 10_00, 1]);
  const rounded = (cents: number) => Math.max(rounding, Math.round(cents / rounding) * rounding);
  const estimate = rounded(segment.typicalCents * Math.exp(0.55 * random.bell()));
  return (stage: Stage, last: number | undefined): number => {
    if (last === undefined) return estimate;
    if (stage.isWon) return random.chance(0.4) ? rounded(last * (0.86 + 0.14 * random.next())) : last;
    return !stage.isClosed && random.chance(0.2) ? rounded(last * (0.8 + 0.45 * random.next())) : last;
  };
}
