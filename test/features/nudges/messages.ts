import { day } from '#lib/days.ts';
import { must } from '#lib/errors.ts';
import type { Person } from '#features/nudges/people.ts';
import type { Told } from '#features/nudges/read-nudge.ts';
import { DEFAULT_RULES } from '#features/nudges/rules.ts';
import type { NudgeKind, OpenDeal } from '#features/nudges/standing.ts';
import { summaryMessage } from '#features/nudges/summary-views.ts';
import { nudgeMessage } from '#features/nudges/views.ts';
import { withdrawnMessage } from '#features/nudges/withdrawn-views.ts';
import type { Message } from '#slack/blocks/message.ts';
import { standingOf } from './standings.ts';

const TODAY = '2026-12-21';
const DATA = Temporal.Instant.from('2026-12-21T06:55:00Z');
const DEALS: readonly OpenDeal[] = [
  { id: '006A', name: 'Acme, 40 bikes', amount: 3_000_000n, closeOn: day('2026-12-28') },
  { id: '006B', name: 'Bolt & Sons, spare parts', amount: 1_250_000n, closeOn: day('2026-12-30') },
];

const PERSON: Person = {
  id: 'ana',
  name: 'Ana Silva',
  slackUserId: 'U0ANA',
  isActive: true,
  isAway: false,
  timeZone: 'Europe/Berlin',
  today: day(TODAY),
  location: '',
  wasAway: () => false,
};

/** What a message about a quota of $100,000, or of 660 calls, is written from. */
export function toldOf(
  kind: NudgeKind,
  more: Partial<Told['kept']> & { readonly achieved?: number } = {},
): Told {
  const { achieved, ...kept } = more;
  const standing =
    kind === 'activity'
      ? standingOf({ metric: 'calls', quota: 660, achieved: achieved ?? 500, today: TODAY })
      : standingOf({ quota: 10_000_000, achieved: achieved ?? 6_100_000, today: TODAY });
  return {
    kept: {
      id: 1,
      kind,
      state: kind === 'crossed' ? '50' : '',
      personId: 'ana',
      metric: standing.metric,
      periodType: 'quarter',
      periodStart: '2026-10-01',
      saidOn: day(TODAY),
      isSaid: true,
      isOver: false,
      isWithdrawn: false,
      isThere: true,
      ...kept,
    },
    person: PERSON,
    standing,
    rules: DEFAULT_RULES,
    open: DEALS,
    lastDay: kind === 'activity' ? { day: day('2026-12-18'), done: 7n } : undefined,
    dataTime: DATA,
    recordsAt: undefined,
  };
}

/** Each kind of post as it reads, in one of its forms. */
export const NUDGE_POSTS: Readonly<Record<string, Message>> = {
  'nudges.crossed': nudgeMessage(toldOf('crossed')),
  'nudges.crossed.withdrawn': withdrawnMessage(toldOf('crossed', { state: '80', isWithdrawn: true })),
  'nudges.shortfall': nudgeMessage(toldOf('ending')),
  'nudges.shortfall.withdrawn': withdrawnMessage(toldOf('pace', { isWithdrawn: true })),
  'nudges.activity': nudgeMessage(toldOf('activity')),
  'nudges.activity.withdrawn': withdrawnMessage(toldOf('activity', { isWithdrawn: true })),
  'nudges.summary': must(
    summaryMessage({
      manager: { ...PERSON, id: 'dana', name: 'Dana Cole' },
      team: [PERSON],
      standings: [standingOf({ quota: 10_000_000, achieved: 10_500_000, today: TODAY })],
      rules: DEFAULT_RULES,
      dataTime: DATA,
    }),
    'a summary',
  ),
};
