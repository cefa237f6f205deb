import type { PlainValue } from '#sandbox/slack/app/entries.ts';
import { randomOf } from '#sandbox/company/random.ts';

/** How somebody goes about messages: most answer most things, some nearly everything, some hardly anything. */
export type Temper = 'keen' | 'usual' | 'quiet';

function temperOf(number: number): Temper {
  if (number % 4 === 0) return 'quiet';
  return number % 4 === 1 ? 'keen' : 'usual';
}

/** A message in front of somebody. */
export interface Seen {
  /** Number of the person, and of the message among theirs. */
  readonly person: number;
  readonly ts: string;
  /** The action ids of its buttons. */
  readonly buttons: readonly string[];
  /** The day, where they are. */
  readonly today: Temporal.PlainDate;
}

/** A button that is pressed, and what is filled into the window that opens; no window where there is none. */
export interface Reaction {
  readonly press: string;
  readonly form?: Readonly<Record<string, PlainValue>>;
  /** Opens something to look at: it is closed again. */
  readonly looks?: true;
}

type Odds = Readonly<Record<Temper, number>>;

const OFTEN: Odds = { keen: 0.95, usual: 0.75, quiet: 0.3 };
const HALF: Odds = { keen: 0.8, usual: 0.5, quiet: 0.05 };
const SELDOM: Odds = { keen: 0.2, usual: 0.1, quiet: 0.02 };
const ALWAYS: Odds = { keen: 1, usual: 1, quiet: 1 };

interface Way {
  readonly odds: Odds;
  readonly reaction: (seen: Seen) => Reaction;
}

/** What is done with which button; the first that is there and that somebody feels like is pressed. */
const WAYS: Readonly<Record<string, readonly Way[]>> = {
  'announcements.look': [{ odds: ALWAYS, reaction: () => ({ press: 'announcements.look', form: {} }) }],
  'announcements.ask': [
    {
      odds: SELDOM,
      reaction: ({ person }) => ({
        press: 'announcements.ask',
        form: {
          question: `What does this mean for deals that are open now? (${person})`,
          how: person % 2 === 0 ? 'nameless' : 'openly',
        },
      }),
    },
  ],
  'announcements.acknowledge': [{ odds: OFTEN, reaction: () => ({ press: 'announcements.acknowledge' }) }],
  // Few people stand out among their peers: whoever is asked to talk does.
  'coaching.plan': [
    {
      odds: ALWAYS,
      reaction: ({ today }) => ({
        press: 'coaching.plan',
        form: { session_on: workdayAfter(today, 3).toString() },
      }),
    },
  ],
  'coaching.note': [
    {
      odds: ALWAYS,
      reaction: ({ today }) => ({
        press: 'coaching.note',
        form: {
          understood: 'First calls are too short to find out what they need.',
          said: 'We listened to two calls together.',
          step_1: 'Prepare three questions before each first call',
          step_1_due: workdayAfter(today, 8).toString(),
        },
      }),
    },
  ],
  'coaching.confirm': [
    { odds: OFTEN, reaction: () => ({ press: 'coaching.confirm' }) },
    {
      odds: HALF,
      reaction: () => ({
        press: 'coaching.object',
        form: { different: 'It was rather the second call than the first.' },
      }),
    },
  ],
  'coaching.done': [{ odds: HALF, reaction: () => ({ press: 'coaching.done' }) }],
  'digest.ask': [{ odds: HALF, reaction: () => ({ press: 'digest.ask' }) }],
  'digest.handled': [{ odds: SELDOM, reaction: () => ({ press: 'digest.handled' }) }],
  'settings.choose_digest': [
    { odds: SELDOM, reaction: () => ({ press: 'settings.choose_digest' }) },
    { odds: HALF, reaction: () => ({ press: 'settings.choose_on' }) },
  ],
  'attainment.why': [{ odds: HALF, reaction: () => ({ press: 'attainment.why', looks: true }) }],
};

/** What somebody does with a message, always the same of the same. */
export function reactionTo(seen: Seen): Reaction | undefined {
  const temper = temperOf(seen.person);
  for (const [button, ways] of Object.entries(WAYS)) {
    if (!seen.buttons.includes(button)) continue;
    const random = randomOf(`${seen.person}/${seen.ts}/${button}`);
    const way = ways.find(({ odds }) => random.chance(odds[temper]));
    if (way) return way.reaction(seen);
  }
  return undefined;
}

function workdayAfter(day: Temporal.PlainDate, days: number): Temporal.PlainDate {
  const later = day.add({ days });
  return later.dayOfWeek > 5 ? later.add({ days: 8 - later.dayOfWeek }) : later;
}
