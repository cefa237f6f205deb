import type { MovableClock } from '#lib/clock.ts';
import { Refusal } from '#lib/errors.ts';

export type ClockStep = Temporal.Duration | 'monday';

/** Reads "3d", "12h", "2w", "45m" or "monday"; undefined when it is none of these. */
export function readStep(text: string): ClockStep | undefined {
  if (/^(mon|monday)$/i.test(text)) return 'monday';
  const match = /^(\d{1,4})\s*([mhdw])$/i.exec(text);
  if (!match) return undefined;
  const [, amount = '0', unit = ''] = match;
  const key = { m: 'minutes', h: 'hours', d: 'days', w: 'weeks' }[unit.toLowerCase()] ?? 'days';
  return Temporal.Duration.from({ [key]: Number(amount) });
}

/** The moment a step ends: that much later in the zone's own days, or next Monday at 08:00. */
export function stepEnd(now: Temporal.Instant, step: ClockStep, zone: string): Temporal.Instant {
  const local = now.toZonedDateTimeISO(zone);
  if (step !== 'monday') return local.add(step).toInstant();
  const days = (8 - local.dayOfWeek) % 7;
  const monday = local
    .add({ days })
    .with({ hour: 8, minute: 0, second: 0, millisecond: 0, microsecond: 0, nanosecond: 0 });
  const isAhead = Temporal.ZonedDateTime.compare(monday, local) > 0;
  return (isAhead ? monday : monday.add({ weeks: 1 })).toInstant();
}

const LONGEST = { days: 366 };

/**
 * Moves business time forward day by day, and after each day lets everything happen that came due: what was to be
 * said on Tuesday is said on Tuesday, whatever the step.
 */
export async function moveClock(
  target: Temporal.Instant,
  parts: {
    readonly clock: MovableClock;
    readonly catchUp: () => Promise<void>;
    readonly onDay?: (at: Temporal.Instant) => void;
  },
): Promise<void> {
  const { clock, catchUp, onDay } = parts;
  const furthest = clock.now().toZonedDateTimeISO('UTC').add(LONGEST).toInstant();
  if (Temporal.Instant.compare(target, furthest) > 0) {
    throw new Refusal('The clock can be moved by a year at most at a time.', 'Use a shorter step.');
  }
  while (Temporal.Instant.compare(clock.now(), target) < 0) {
    const tomorrow = clock.now().add({ hours: 24 });
    const stop = Temporal.Instant.compare(tomorrow, target) < 0 ? tomorrow : target;
    clock.moveTo(stop);
    onDay?.(stop);
    await catchUp();
  }
}
