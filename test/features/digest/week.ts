import type { Week } from '#features/digest/read-week.ts';
import type { Risk } from '#features/digest/risk.ts';
import { day } from '#lib/days.ts';
import type { Figure, Value } from '#model/figure.ts';

const period = {
  type: 'quarter',
  id: '2026-Q4',
  start: day('2026-10-01'),
  end: day('2027-01-01'),
} as const;

/** A team's Monday: a quota, somebody who moved, a deal at risk. */
export function weekOf(change: Partial<Week> = {}): Week {
  return {
    about: { about: 'team', subjectId: 'DANA' },
    subjectName: 'Dana Cole',
    isOwn: true,
    period,
    today: day('2026-11-23'),
    since: day('2026-11-16'),
    attainment: figure('attainment', { kind: 'quotient', sum: 34n, by: 100n, per: 'ratio' }),
    bookings: figure('bookings', { kind: 'money', money: { minor: 3_400_000n, currency: 'USD' } }),
    progress: {
      quota: 10_000_000n,
      currency: 'USD',
      gap: 6_600_000n,
      phase: 'running',
      workingDays: { passed: 37, left: 29, all: 66, areAssumed: false },
      along: 'days',
      pace: { expected: { sum: 37n, by: 66n }, index: { sum: 34n * 66n, by: 3_700n } },
      perDay: 227_586n,
    },
    up: [
      {
        id: 'ANA',
        name: 'Ana Silva',
        now: { kind: 'quotient', sum: 1n, by: 4n, per: 'ratio' },
        points: 125n,
      },
    ],
    down: [],
    rules: { idleDays: 14, pushes: 2, nextStepAlone: false },
    acts: [],
    commitments: [],
    teams: [],
    recordsAt: undefined,
    ...risksOf([riskOf('O1', 'Acme renewal')]),
    ...change,
  };
}

/** Deals at risk, as a week knows them. */
export function risksOf(risks: readonly Risk[]): Pick<Week, 'risks' | 'deals'> {
  return { risks, deals: new Map(risks.map(({ deal }) => [deal.id, deal])) };
}

export function riskOf(id: string, name: string): Risk {
  return {
    deal: {
      id,
      name,
      ownerId: 'ANA',
      ownerName: 'Ana Silva',
      amount: 4_000_000n,
      currency: 'USD',
      closeOn: day('2026-11-03'),
      touchedOn: day('2026-11-20'),
      pushes: 0,
      hasNextStep: true,
    },
    reasons: [{ kind: 'overdue', closeOn: day('2026-11-03'), days: 20 }],
  };
}

function figure(metric: string, value: Value): Figure {
  const asOf = Temporal.Instant.from('2026-11-23T07:00:00Z');
  const subject = { kind: 'team', id: 'DANA', key: 'dana.cole@example.com', name: 'Dana Cole' } as const;
  return { metric, version: 1, unit: 'USD', subject, period, value, asOf, dataTime: asOf, remarks: [] };
}
