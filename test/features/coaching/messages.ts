import { comparedMessage } from '#features/coaching/compared-views.ts';
import { focusOn } from '#features/coaching/focuses.ts';
import type { Someone } from '#features/coaching/pair.ts';
import type { Prompt } from '#features/coaching/read-prompt.ts';
import type { Step } from '#features/coaching/step-store.ts';
import type { Kept } from '#features/coaching/store.ts';
import type { Talk } from '#features/coaching/talk-views.ts';
import { promptMessage } from '#features/coaching/views.ts';
import { DEFAULT_BANK } from '#features/coaching/questions.ts';
import { day } from '#lib/days.ts';
import { must } from '#lib/errors.ts';
import type { ExplainedLine } from '#metrics/explain.ts';
import type { Figure, Value } from '#model/figure.ts';
import type { Message } from '#slack/blocks/message.ts';

const DATA = Temporal.Instant.from('2026-11-18T08:55:00Z');
const ANA = '005000000000ANA0AA';
const Q3 = { type: 'quarter', id: '2026-Q3', start: day('2026-07-01'), end: day('2026-10-01') } as const;
const Q2 = { type: 'quarter', id: '2026-Q2', start: day('2026-04-01'), end: day('2026-07-01') } as const;

const KEPT: Kept = {
  id: 1,
  personId: ANA,
  coachId: 'DANA',
  metric: 'win_rate',
  periodType: 'quarter',
  periodStart: '2026-07-01',
  foundOn: day('2026-11-18'),
  state: 'open',
  sessionOn: undefined,
  declined: undefined,
  revision: 0,
  said: '',
  playback: '',
  differs: '',
  notedOn: undefined,
  isInPlace: false,
  handedOn: undefined,
};

function figure(metric: string, value: Value, period: Figure['period'] = Q3): Figure {
  const subject = { kind: 'person', id: ANA, key: 'ana.silva@example.com', name: 'Ana Silva' } as const;
  return {
    metric,
    version: 1,
    unit: 'ratio',
    subject,
    period,
    value,
    asOf: DATA,
    dataTime: DATA,
    remarks: [],
  };
}

const rate = (sum: bigint, by: bigint): Value => ({ kind: 'quotient', sum, by, per: 'ratio' });
const size = (dollars: bigint): Value => ({
  kind: 'mean_money',
  sum: dollars * 1_000n,
  by: 10n,
  currency: 'USD',
});
const place = (middle: number) => ({ middle, distance: -0.5, spreads: -3 });
const lost = (recordId: string, name: string, on: string): ExplainedLine => ({
  from: 'lost',
  recordId,
  name,
  accountName: null,
  personId: ANA,
  personName: 'Ana Silva',
  amount: 1n,
  currency: '',
  day: day(on),
  rule: 'owner',
  entryId: 1n,
  counts: 0n,
  against: 1n,
});

/** What a manager is told about Ana, in whatever state it is. */
export function promptOf(more: Partial<Kept> = {}, name = 'Ana Silva'): Prompt {
  const focus = must(focusOn('win_rate'), 'win rate');
  const strong = must(focusOn('avg_deal_size'), 'deal size');
  return {
    kept: { ...KEPT, ...more },
    focus,
    name,
    inPlaceOf: undefined,
    figures: [figure('win_rate', rate(8n, 40n)), figure('win_rate', rate(7n, 38n), Q2)],
    standing: { metric: 'win_rate', places: [place(0.41), place(0.4)], peers: 6, score: -3 },
    strength: {
      standing: { metric: 'avg_deal_size', places: [place(900_000)], peers: 6, score: 1.4 },
      focus: strong,
      figure: figure('avg_deal_size', size(12_000n)),
    },
    deals: [
      lost('006A', 'Acme, 40 bikes', '2026-09-24'),
      lost('006B', 'Bolt & Sons, spare parts', '2026-09-17'),
      lost('006C', 'City of Ghent, cargo bikes', '2026-09-03'),
    ],
    questions: DEFAULT_BANK.winning.slice(0, 3),
    dataTime: DATA,
  };
}

const someone = (id: string, name: string): Someone => ({
  id,
  name,
  slackUserId: `U0${id.slice(0, 4)}`,
  timeZone: 'Europe/Berlin',
  isActive: true,
});

export const STEP: Step = {
  id: 1,
  focusId: 1,
  personId: ANA,
  coachId: 'DANA',
  ownerId: ANA,
  words: 'call three accounts before their tender is out',
  dueOn: day('2026-12-04'),
  agreedOn: day('2026-11-24'),
  doneAt: undefined,
};

/** A talk of Dana and Ana, as it was noted. */
export function talkOf(more: Partial<Kept> = {}): Talk {
  const noted = {
    state: 'noted',
    sessionOn: day('2026-11-24'),
    revision: 1,
    playback: 'I enter too late: the buyer has chosen before we talk.',
    said: 'Two lost deals, both found through a tender.',
    notedOn: day('2026-11-24'),
  } as const;
  return {
    kept: { ...KEPT, ...noted, ...more },
    about: 'win rate',
    coach: someone('DANA', 'Dana Cole'),
    person: someone(ANA, 'Ana Silva'),
    steps: [STEP],
  };
}

export const COMPARED = comparedMessage({
  metricName: 'Win rate',
  name: 'Ana Silva',
  isOwn: false,
  before: figure('win_rate', rate(3n, 14n), { ...Q3, start: day('2026-10-27'), end: day('2026-11-24') }),
  after: figure('win_rate', rate(5n, 15n), { ...Q3, start: day('2026-11-24'), end: day('2026-12-22') }),
  period: { type: 'quarter', id: '2026-Q4', start: day('2026-10-01'), end: day('2027-01-01') },
});

/** What each kind of message about talks says; undefined for those without a figure. */
export const COACHING_POSTS: Readonly<Record<string, Message | undefined>> = {
  'coaching.prompt': promptMessage(promptOf()),
  'coaching.session': undefined,
  'coaching.playback': undefined,
  'coaching.differs': undefined,
  'coaching.step': undefined,
  'coaching.compared': COMPARED,
};
