import type { Day } from '#lib/days.ts';
import type { InventedCompany } from './company.ts';
import { changesBegunOn } from './story.ts';
import { type Change, inOrder } from './tables.ts';
import type { World } from './world.ts';

/**
 * What happens in [from, to), oldest first. Windows compose: two that follow each other give what one over both would,
 * so a clock may be moved in any steps, the first from the company's `asOf`. Rows of OpportunityHistory and
 * OpportunityLineItem are among the changes.
 */
export function inventActivity(
  company: InventedCompany,
  from: Temporal.Instant,
  to: Temporal.Instant,
): readonly Change[] {
  const { world, pending } = company;
  const begunLater = daysAfter(world.today, to).flatMap((day) => rememberedDay(world, day));
  const [start, end] = [from.epochNanoseconds, to.epochNanoseconds];
  return inOrder(
    [...pending, ...begunLater].filter(({ at }) => at.epochNanoseconds >= start && at.epochNanoseconds < end),
  );
}

const remembered = new WeakMap<World, Map<string, readonly Change[]>>();

/** A clock that runs asks for the same days again and again; each is told once for as long as its company is in use. */
function rememberedDay(world: World, day: Day): readonly Change[] {
  const days = remembered.get(world) ?? new Map<string, readonly Change[]>();
  remembered.set(world, days);
  const changes = days.get(day.toString()) ?? changesBegunOn(world, day);
  days.set(day.toString(), changes);
  return changes;
}

/** The days after `today` that have begun anywhere on earth before `to`. */
function daysAfter(today: Day, to: Temporal.Instant): readonly Day[] {
  const last = to.toZonedDateTimeISO('Pacific/Kiritimati').toPlainDate();
  const count = Math.max(0, today.until(last).days);
  return Array.from({ length: count }, (_, index) => today.add({ days: index + 1 }));
}
