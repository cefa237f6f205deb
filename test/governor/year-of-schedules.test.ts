import * as fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { lastDue } from '#lib/weekly.ts';
import type { Store } from '#store/store.ts';
import { testStore } from '../support/database.ts';
import { emptyStore } from '../support/empty-store.ts';
import { DANA, governedWorld } from './support.ts';
import { aPlan, DST_RULES, DST_ZONES, isQuiet, isWeekday, liveThrough, type Plan } from './year.ts';
import { isInYear, liveWithFeatures, wantedInYear } from './year-of-features.ts';

describe('a year of daily messages wherever clocks are moved', () => {
  it('says each once for each local day, whatever restarts, and none in quiet hours', () => {
    expect(DST_ZONES.length).toBeGreaterThan(100);
    inEachZone(20261121, (zone, plan) => {
      const said = liveThrough(zone, plan);
      const quiet = said.filter(({ at }) => isQuiet(plan.quiet, at, zone));
      expect({ zone, quiet }).toEqual({ zone, quiet: [] });
      const days = said.map(({ slot }) =>
        Temporal.Instant.from(slot).toZonedDateTimeISO(zone).toPlainDate().toString(),
      );
      expect({ zone, twice: days.length - new Set(days).size }).toEqual({ zone, twice: 0 });
      expect({ zone, missed: missing(days) }).toEqual({ zone, missed: [] });
    });
  });
});

describe('a year of digests, mornings, next steps and announced changes, wherever clocks are moved', () => {
  it('says each once, none early, in quiet hours or on a day off, whatever restarts', () => {
    expect(DST_RULES.length).toBeGreaterThan(20);
    inEachZone(20261122, (zone, plan) => {
      const { said, lookedOn } = liveWithFeatures(zone, plan);
      const wrong = said.filter(
        ({ at, from }) =>
          isQuiet(plan.quiet, at, zone) ||
          !isWeekday(at.toZonedDateTimeISO(zone).toPlainDate()) ||
          Temporal.Instant.compare(at, from) < 0,
      );
      expect({ zone, wrong }).toEqual({ zone, wrong: [] });
      const keys = said.filter(isInYear).map(({ key }) => key);
      expect({ zone, keys: keys.toSorted() }).toEqual({ zone, keys: wantedInYear(lookedOn).toSorted() });
    });
  }, 120_000);
});

/** One year of every way in which clocks are moved is one run; always the same, so that a failure can be looked at. */
function inEachZone(seed: number, holds: (zone: string, plan: Plan) => void): void {
  const plans = fc.array(aPlan, { minLength: DST_RULES.length, maxLength: DST_RULES.length });
  fc.assert(
    fc.property(plans, (all) => {
      for (const [index, zone] of DST_RULES.entries()) {
        const plan = all[index];
        if (plan === undefined) throw new Error('a plan for each way');
        holds(zone, plan);
      }
    }),
    { numRuns: 1, seed, endOnFailure: true },
  );
}

/** The days between the first and the last that are not there. */
function missing(days: readonly string[]): readonly string[] {
  const known = new Set(days);
  const first = Temporal.PlainDate.from(days.toSorted()[0] ?? '');
  const last = Temporal.PlainDate.from(days.toSorted().at(-1) ?? '');
  const all = Array.from({ length: first.until(last).days + 1 }, (_, ahead) => first.add({ days: ahead }));
  expect(all.length).toBeGreaterThan(350);
  return all.map(String).filter((one) => !known.has(one));
}

/** The night on which clocks are moved, in zones that do it in their own way. */
const NIGHTS = [
  ['Europe/Berlin', '2026-03-29'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Africa/Cairo', '2026-04-24'],
  ['America/Havana', '2026-11-01'],
] as const;
const HOURS = [0, 2, 12] as const;

describe('the outbox through the nights on which clocks are moved', () => {
  it.each(NIGHTS)(
    '%s: each daily message once, by whichever worker, none in quiet hours or at a weekend',
    async (zone, night) => {
      const store = await testStore();
      await emptyStore(store);
      const first = Temporal.PlainDate.from(night).subtract({ days: 2 });
      const start = first.toZonedDateTime(zone).toInstant();
      const lastAsked = first.add({ days: 4 }).toZonedDateTime(zone).toInstant();
      const world = governedWorld(store, { zone, start });
      const asked = new Set<string>();
      const sentAt: Temporal.Instant[] = [];
      for (let hours = 0; hours < 8 * 24; hours++) {
        const now = start.add({ hours });
        world.clock.moveTo(now);
        // Nobody remembers what was asked for: the key alone makes it one message.
        for (const hour of Temporal.Instant.compare(now, lastAsked) < 0 ? HOURS : []) {
          const slot = lastDue({ days: [1, 2, 3, 4, 5, 6, 7], hour, timeZone: zone }, now);
          const what = `${hour}/${slot.toString()}`;
          asked.add(what);
          await world.outbox.record(store, { key: what, kind: 'nudge', params: { what }, audience: DANA });
        }
        await letWaitsEnd(store);
        const before = world.said().length;
        await Promise.all([world.dispatcher.sendDue(10), world.another().sendDue(10)]);
        for (let sent = before; sent < world.said().length; sent++) sentAt.push(now);
      }
      const weekday = (moment: Temporal.Instant) => moment.toZonedDateTimeISO(zone).dayOfWeek;
      const wrong = sentAt.filter((one) => isQuiet({ from: 1080, to: 480 }, one, zone) || weekday(one) > 5);
      expect(wrong).toEqual([]);
      const lines = world.said().flatMap((text) => text.split('\n'));
      expect(lines.filter((line) => line.includes('Z')).toSorted()).toEqual([...asked].toSorted());
    },
    60_000,
  );
});

/** Machine time does not move here: what was left alone for some seconds is due again. */
async function letWaitsEnd(store: Store): Promise<void> {
  await store.db
    .updateTable('post')
    .set({ lease_until: sql<string>`lease_until - interval '1 hour'` })
    .execute();
}
