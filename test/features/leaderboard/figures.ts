import { day } from '#lib/days.ts';
import { metricNamed } from '#metrics/catalogue.ts';
import type { Figure, Value } from '#model/figure.ts';
import type { BoardContent, Place } from '#features/leaderboard/standings.ts';
import { standingsOf } from '#features/leaderboard/policy.ts';

const WEEK = {
  type: 'week',
  id: '2026-W47',
  start: day('2026-11-16'),
  end: day('2026-11-23'),
} as const;
const READ_AT = Temporal.Instant.from('2026-11-18T09:00:00Z');

export const usd = (dollars: number): Value => ({
  kind: 'money',
  money: { minor: BigInt(Math.round(dollars * 100)), currency: 'USD' },
});

/** A person's figure; the id is the name. */
export function figureOf(name: string, value: Value, metric = 'bookings'): Figure {
  return {
    metric,
    version: 1,
    unit: 'USD',
    subject: { kind: 'person', id: name, key: name, name },
    period: WEEK,
    value,
    asOf: READ_AT,
    dataTime: READ_AT,
    remarks: [],
  };
}

/** What a board of these figures says, with everything a test does not care about filled in. */
export function contentOf(figures: readonly Figure[], changes: Partial<BoardContent> = {}): BoardContent {
  const metric = changes.metric ?? metricNamed('bookings');
  const before = changes.since
    ? Object.fromEntries(figures.map(({ subject }, i) => [subject.id, i + 1]))
    : undefined;
  return {
    spec: {
      channelId: 'C1',
      metric: metric.id,
      periodType: 'week',
      by: 'person',
      rows: 10,
      days: [1],
      hour: 8,
      timeZone: 'Europe/Berlin',
    },
    metric,
    period: WEEK,
    today: day('2026-11-18'),
    standings: standingsOf(figures, {
      metric,
      isListed: () => true,
      isExpected: () => true,
      shares: new Map(),
      before,
    }),
    total: undefined,
    unassigned: undefined,
    dataTime: READ_AT,
    since: undefined,
    waitedSince: undefined,
    trouble: undefined,
    isOff: false,
    ...changes,
  };
}

/** Places in short: "1 Dana, 2 Ana". */
export function inShort(places: readonly Place[]): string {
  return places.map(({ rank, figure }) => `${rank} ${figure.subject.name}`).join(', ');
}
