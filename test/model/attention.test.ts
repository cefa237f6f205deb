import { describe, expect, it } from 'vitest';
import {
  ALL_TOPICS,
  decideDelivery,
  DEFAULT_BUDGET,
  DEFAULT_QUIET,
  type Envelope,
  type Recent,
  type Recipient,
  type TopicMode,
} from '#model/attention.ts';

const at = (text: string) => Temporal.Instant.from(text);
const date = (text: string) => Temporal.PlainDate.from(text);

const PACE = { id: 'pace', name: 'Pace', about: 'you have a quota', startsAs: 'on' } as const;
const BERLIN: Recipient = {
  zone: 'Europe/Berlin',
  quiet: DEFAULT_QUIET,
  isWorkingDay: (day) => day.dayOfWeek <= 5,
  budget: DEFAULT_BUDGET,
  modes: new Map(),
  snoozes: new Map(),
};
const NOTHING: Recent = { sentToday: 0, lastState: undefined, waiting: [], lastOfKey: undefined };
/** A Wednesday, eleven in the morning in Berlin. */
const NOW = at('2026-11-18T10:00:00Z');
const EVENING = at('2026-11-18T18:30:00Z');
const MORNING = at('2026-11-19T07:00:00Z');

const modesOf = (pace: TopicMode) => ({ modes: new Map([['pace', pace]]) });

interface Told {
  readonly message?: Partial<Envelope>;
  readonly person?: Partial<Recipient>;
  readonly recent?: Partial<Recent>;
  readonly now?: Temporal.Instant;
}

function decide({ message, person, recent, now = NOW }: Told = {}) {
  return decideDelivery({
    message: { topic: PACE, priority: 'ordinary', ...message },
    person: { ...BERLIN, ...person },
    recent: { ...NOTHING, ...recent },
    now,
  });
}

const held = (until: string, reason: string) => ({ kind: 'hold', until: at(until), reason });

describe('capability 11: a message to a person', () => {
  it('goes at once in working hours', () => {
    expect(decide()).toEqual({ kind: 'send', reason: 'in time' });
  });

  it('waits from 18:00 to 08:00 where they are, and over days off', () => {
    expect(decide({ now: EVENING })).toEqual(held('2026-11-19T07:00:00Z', 'it is in their quiet hours'));
    const friday = decide({ now: at('2026-11-20T17:30:00Z') });
    expect(friday).toEqual(held('2026-11-23T07:00:00Z', 'it is in their quiet hours'));
    const sunday = decide({ now: at('2026-11-22T11:00:00Z') });
    expect(sunday).toEqual(held('2026-11-23T07:00:00Z', 'it is no working day where they are'));
    const isWorkingDay = (day: Temporal.PlainDate) => day.dayOfWeek <= 5 && day.toString() !== '2026-11-19';
    expect(decide({ now: EVENING, person: { isWorkingDay } })).toMatchObject({
      until: at('2026-11-20T07:00:00Z'),
    });
    expect(decide({ now: EVENING, person: { zone: 'America/New_York' } })).toMatchObject({ kind: 'send' });
  });

  it('waits while they do not want to be disturbed', () => {
    const dnd = { from: at('2026-11-18T09:00:00Z'), until: at('2026-11-18T13:00:00Z') };
    expect(decide({ person: { dnd } })).toEqual(
      held('2026-11-18T13:00:00Z', 'they turned on "do not disturb" in Slack'),
    );
    const later = { from: at('2026-11-18T21:00:00Z'), until: at('2026-11-19T07:00:00Z') };
    expect(decide({ person: { dnd: later } })).toMatchObject({ kind: 'send' });
  });

  it('comes in the digest from the fifth one of the day on, of whatever topic', () => {
    expect(decide({ recent: { sentToday: 3 } })).toMatchObject({ kind: 'send' });
    expect(decide({ recent: { sentToday: 4 } })).toEqual({
      kind: 'digest',
      at: at('2026-11-19T07:30:00Z'),
      reason: 'they have had 4 messages today, which is their limit',
    });
    expect(decide({ recent: { sentToday: 1 }, person: { budget: 1 } })).toMatchObject({
      reason: 'they have had 1 message today, which is their limit',
    });
    expect(decide({ recent: { sentToday: 4 }, person: { budget: 6 } })).toMatchObject({ kind: 'send' });
  });

  it('goes beyond the limit when somebody must act, but not at night', () => {
    const message = { priority: 'important' } as const;
    expect(decide({ message, recent: { sentToday: 9 } })).toMatchObject({ kind: 'send' });
    expect(decide({ message, now: EVENING })).toMatchObject({ kind: 'hold', until: MORNING });
  });

  it('always goes when it answers what they just did', () => {
    const everything = {
      message: { priority: 'answer', says: { about: 'a', state: '1' } },
      person: { ...modesOf('off'), snoozes: new Map([[ALL_TOPICS, date('2026-12-31')]]) },
      recent: { sentToday: 20, lastState: '1' },
      now: at('2026-11-22T02:00:00Z'),
    } as const;
    expect(decide(everything)).toMatchObject({ kind: 'send' });
  });

  it('says the same of the same thing once, until it changes', () => {
    const message = { says: { about: 'bookings of Dana', state: 'behind' } };
    expect(decide({ message, recent: { lastState: 'behind' } })).toMatchObject({ kind: 'drop' });
    expect(decide({ message, recent: { lastState: 'ahead' } })).toMatchObject({ kind: 'send' });
  });

  it('is not sent of a topic that they turned off, and in one a day of a topic in the digest', () => {
    expect(decide({ person: modesOf('off') })).toEqual({
      kind: 'drop',
      reason: 'they turned this topic off',
    });
    const person = modesOf('digest');
    expect(decide({ person })).toMatchObject({ kind: 'digest', at: at('2026-11-19T07:30:00Z') });
    expect(decide({ person, now: at('2026-11-18T05:00:00Z') })).toMatchObject({
      at: at('2026-11-18T07:30:00Z'),
    });
    const topic = { ...PACE, startsAs: 'digest' } as const;
    expect(decide({ message: { topic } })).toMatchObject({ kind: 'digest' });
  });

  it('waits for the end of a pause of its topic or of everything, and begins again by itself', () => {
    const until = date('2026-11-25');
    const reason = 'they paused messages until 2026-11-25';
    const begins = held('2026-11-25T07:00:00Z', reason);
    expect(decide({ person: { snoozes: new Map([['pace', until]]) } })).toEqual(begins);
    expect(decide({ person: { snoozes: new Map([[ALL_TOPICS, until]]) } })).toEqual(begins);
    expect(decide({ person: { snoozes: new Map([['other', until]]) } })).toMatchObject({ kind: 'send' });
    const over = { snoozes: new Map([['pace', date('2026-11-18')]]) };
    expect(decide({ person: over })).toMatchObject({ kind: 'send' });
    const both = { snoozes: new Map([['pace', until]]), ...modesOf('digest') };
    expect(decide({ person: both })).toMatchObject({ kind: 'digest', at: at('2026-11-25T07:30:00Z') });
  });

  it('goes with another one that waits for the same morning', () => {
    const waiting = [{ key: 'first', mergeKey: undefined, until: MORNING }];
    expect(decide({ now: EVENING, recent: { waiting } })).toMatchObject({ kind: 'merge', into: 'first' });
    const paused = [{ key: 'paused', mergeKey: undefined, until: at('2026-12-01T07:00:00Z') }];
    expect(decide({ now: EVENING, recent: { waiting: paused } })).toMatchObject({ kind: 'hold' });
  });

  it('is one with others about the same that come within half an hour', () => {
    const message = { mergeKey: 'deals of Dana' };
    const lastOfKey = at('2026-11-18T09:50:00Z');
    expect(decide({ message, recent: { lastOfKey } })).toMatchObject({
      kind: 'hold',
      until: at('2026-11-18T10:20:00Z'),
    });
    const waiting = [{ key: 'second', mergeKey: 'deals of Dana', until: at('2026-11-18T10:20:00Z') }];
    expect(decide({ message, recent: { lastOfKey, waiting } })).toMatchObject({
      kind: 'merge',
      into: 'second',
    });
    expect(decide({ message, recent: { lastOfKey: at('2026-11-18T09:30:00Z') } })).toMatchObject({
      kind: 'send',
    });
  });
});
