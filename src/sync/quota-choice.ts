import type { ForecastingType } from '#salesforce/objects/forecasting-type.ts';
import type { QuotaRecord } from '#salesforce/objects/forecasting-quota.ts';

/** A period a quota may be for, as the org's calendar has it; `end` is exclusive. */
export interface QuotaPeriod {
  readonly start: string;
  readonly end: string;
}

export interface Calendar {
  readonly periods: ReadonlyMap<string, QuotaPeriod>;
  readonly fiscalYearStartMonth: number;
}

export interface QuotaRow {
  readonly person_id: string;
  readonly metric: 'bookings';
  readonly start_on: string;
  readonly end_on: string;
  readonly amount: bigint;
  readonly currency: string;
  readonly source: 'salesforce';
  readonly source_id: string;
  readonly known_at: string;
}

/** Reasons for which quotas are left out; each is one gap. */
export const LEFT_OUT = [
  'quantity quotas',
  'partial quotas',
  'other forecasting types',
  'double quotas',
] as const;
type Reason = (typeof LEFT_OUT)[number];

export interface Choice {
  readonly rows: readonly QuotaRow[];
  readonly gaps: readonly { readonly field: Reason; readonly effect: string }[];
}

/**
 * Chooses the quotas that attainment of bookings is measured against: amounts, for a person's whole business, of one
 * forecasting type. Everything else is named as a gap.
 */
export function chooseQuotas(
  quotas: readonly QuotaRecord[],
  { types, calendar }: { readonly types: readonly ForecastingType[]; readonly calendar: Calendar },
): Choice {
  const left = new Map<Reason, number>();
  const leave = (reason: Reason) => void left.set(reason, (left.get(reason) ?? 0) + 1);
  const amounts = quotas.filter((quota) => {
    if (!quota.isAmount) leave('quantity quotas');
    else if (quota.part !== null) leave('partial quotas');
    return quota.isAmount && quota.part === null;
  });
  const chosen = chooseType(amounts, types);
  const used = amounts.filter((quota) => {
    const isUsed = chosen === undefined || quota.typeId === chosen;
    if (!isUsed) leave('other forecasting types');
    return isUsed;
  });
  const { rows, doubles } = oneEach(toRows(used, calendar));
  for (let i = 0; i < doubles; i++) leave('double quotas');
  const name = types.find(({ id }) => id === chosen)?.name ?? chosen ?? '';
  return { rows, gaps: [...left].map(([field, count]) => ({ field, effect: explain(field, count, name) })) };
}

function explain(reason: Reason, count: number, type: string): string {
  const many = count === 1 ? '1 quota is' : `${count} quotas are`;
  switch (reason) {
    case 'quantity quotas':
      return `${many} in units, not in money, and not used.`;
    case 'partial quotas':
      return `${many} for one product family, territory or group only, and not used.`;
    case 'other forecasting types':
      return `${many} of another forecasting type than "${type}", which has the most, and not used.`;
    case 'double quotas':
      return `${many} for a person and period that have another one; the latest is used.`;
  }
}

/** The active amount type with the most quotas; undefined where the org does not tell types apart. */
function chooseType(quotas: readonly QuotaRecord[], types: readonly ForecastingType[]): string | undefined {
  const counts = new Map<string, number>();
  const unusable = new Set(types.filter((type) => !type.isUsable).map(({ id }) => id));
  for (const { typeId } of quotas) {
    if (typeId !== null && !unusable.has(typeId)) counts.set(typeId, (counts.get(typeId) ?? 0) + 1);
  }
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0]?.[0];
}

function toRows(quotas: readonly QuotaRecord[], calendar: Calendar): QuotaRow[] {
  const months = spanWithoutPeriod(quotas, calendar.fiscalYearStartMonth);
  return quotas.flatMap((quota) => {
    if (quota.personId === null || quota.amount === null) return [];
    const period = calendar.periods.get(quota.periodId ?? '');
    return [
      {
        person_id: quota.personId,
        metric: 'bookings',
        start_on: period?.start ?? quota.start,
        end_on: period?.end ?? Temporal.PlainDate.from(quota.start).add({ months }).toString(),
        amount: quota.amount,
        currency: quota.currency,
        source: 'salesforce',
        source_id: quota.id,
        known_at: quota.knownAt,
      },
    ];
  });
}

/**
 * Months a quota covers that names no Period: an org forecasts by quarter or by month, and a start within a fiscal
 * quarter can only be a month's.
 */
export function spanWithoutPeriod(quotas: readonly QuotaRecord[], fiscalYearStartMonth: number): 1 | 3 {
  const isMonthly = quotas.some(({ start }) => {
    const { month, day } = Temporal.PlainDate.from(start);
    return day === 1 && (month - fiscalYearStartMonth + 12) % 3 !== 0;
  });
  return isMonthly ? 1 : 3;
}

/** One quota for each person and period; of several the one known latest. */
function oneEach(rows: readonly QuotaRow[]): {
  readonly rows: readonly QuotaRow[];
  readonly doubles: number;
} {
  const byKey = new Map<string, QuotaRow>();
  for (const row of [...rows].sort(byKnownAt))
    byKey.set(`${row.person_id} ${row.start_on} ${row.end_on}`, row);
  return { rows: [...byKey.values()], doubles: rows.length - byKey.size };
}

function byKnownAt(a: QuotaRow, b: QuotaRow): number {
  if (a.known_at !== b.known_at) return a.known_at < b.known_at ? -1 : 1;
  return a.source_id < b.source_id ? -1 : 1;
}
