import { type Day, daysBetween, isBefore } from '#lib/days.ts';
import { quarterPeriodId, quarterStart } from './fiscal-year.ts';
import { recordId } from './ids.ts';
import type { Person } from './people.ts';
import type { Row } from './tables.ts';
import { stamp } from './work-days.ts';
import type { World } from './world.ts';

const FORECASTING_TYPE_ID = recordId('ForecastingType', 1);
const ROUND_CENTS = 500_000;
/** Total bookings against total quota in an ordinary full quarter. */
const USUAL_ATTAINMENT = 0.95;
/** The next quarter's total against this one's, and the least that a total may be of the one before. */
const GROWTH = 1.03;
const LARGEST_CUT = 0.6;

export function forecastingTypeRows(modified: string): readonly Row[] {
  return [
    {
      Id: FORECASTING_TYPE_ID,
      DeveloperName: 'OpportunityRevenue',
      MasterLabel: 'Opportunity Revenue',
      IsActive: 'true',
      IsAmount: 'true',
      IsQuantity: 'false',
      DateType: 'OpportunityCloseDate',
      RoleType: 'R',
      SystemModstamp: modified,
    },
  ];
}

/**
 * One row for every rep who carries quota and every whole quarter of the story, the next one included. The company's
 * total is set so that its attainment is plausible for how far the quarter has come; a rep's share lies between what
 * such a seat should bring and what this rep brought, so that good and bad quarters remain visible.
 */
export function quotaRows(world: World, deals: readonly Row[]): readonly Row[] {
  const next = quarterStart(world.today).add({ months: 3 });
  const rows: Row[] = [];
  let previousTotal = 0;
  const first = quarterStart(world.startsOn).add({ months: 3 });
  for (let start = first; !isBefore(next, start); start = start.add({ months: 3 })) {
    const reps = repsIn(world, start);
    const booked = reps.map((rep) => bookedCents(deals, { rep, start }));
    const total = isBefore(world.today, start)
      ? previousTotal * GROWTH
      : Math.max(plausibleTotal(world, { start, booked: sum(booked) }), previousTotal * LARGEST_CUT);
    const seats = reps.map((rep) => seatWeight(rep, start));
    reps.forEach((rep, index) => {
      const seatShare = (seats[index] ?? 0) / sum(seats);
      const ownShare = (booked[index] ?? 0) / Math.max(1, sum(booked));
      const cents = total * (sum(booked) > 0 ? 0.75 * seatShare + 0.25 * ownShare : seatShare);
      rows.push(quotaRow({ rep, start, cents, number: rows.length + 1, today: world.today }));
    });
    previousTotal = total;
  }
  return rows;
}

function repsIn(world: World, start: Day): readonly Person[] {
  const end = start.add({ months: 3 });
  return world.people.filter(
    ({ carriesQuota, joinedOn, leftOn }) =>
      carriesQuota && isBefore(joinedOn, end) && (leftOn === undefined || isBefore(start, leftOn)),
  );
}

/** Larger customers mean a larger quota; who joined during the quarter begins with half of it. */
function seatWeight(rep: Person, start: Day): number {
  const segment = rep.team?.segment;
  const ramp = isBefore(rep.joinedOn, start) ? 1 : 0.5;
  return segment ? segment.typicalCents * ramp : 0;
}

function plausibleTotal(
  world: World,
  { start, booked }: { readonly start: Day; readonly booked: number },
): number {
  const days = daysBetween(start, start.add({ months: 3 }));
  const elapsed = Math.min(1, Math.max(0.02, daysBetween(start, world.today) / days));
  return booked / (USUAL_ATTAINMENT * elapsed ** 0.2);
}

function bookedCents(
  deals: readonly Row[],
  { rep, start }: { readonly rep: Person; readonly start: Day },
): number {
  const first = start.toString();
  const end = start.add({ months: 3 }).toString();
  const won = deals.filter(
    ({ OwnerId, IsWon, CloseDate = '' }) =>
      OwnerId === rep.id && IsWon === 'true' && CloseDate >= first && CloseDate < end,
  );
  return sum(won.map(({ Amount }) => Math.round(Number(Amount) * 100)));
}

function quotaRow(quota: {
  readonly rep: Person;
  readonly start: Day;
  readonly cents: number;
  readonly number: number;
  readonly today: Day;
}): Row {
  const usually = quota.start.subtract({ days: 12 });
  const agreedOn = isBefore(quota.today, usually) ? quota.today : usually;
  const agreedAt = stamp(agreedOn.toZonedDateTime(quota.rep.zone).toInstant());
  const cents = Math.max(ROUND_CENTS, Math.round(quota.cents / ROUND_CENTS) * ROUND_CENTS);
  return {
    Id: recordId('ForecastingQuota', quota.number),
    QuotaOwnerId: quota.rep.id,
    ForecastingTypeId: FORECASTING_TYPE_ID,
    PeriodId: quarterPeriodId(quota.start),
    StartDate: quota.start.toString(),
    IsAmount: 'true',
    IsQuantity: 'false',
    QuotaAmount: String(cents / 100),
    QuotaQuantity: '',
    ProductFamily: '',
    Territory2Id: '',
    CreatedDate: agreedAt,
    LastModifiedDate: agreedAt,
    SystemModstamp: agreedAt,
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
