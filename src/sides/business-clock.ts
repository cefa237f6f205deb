import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { movableClock, type MovableClock } from '#lib/clock.ts';

const Saved = z.object({ now: z.string() });
const SAVE_EVERY_MS = 30_000;

export interface BusinessClock extends MovableClock {
  /** Remembers where business time stands, so that a restart goes on from there. */
  close(): void;
}

/**
 * The moved clock of a sandbox: starts at `start` when that is given, else where it stood when the folder was last
 * in use, else when the company opens.
 */
export function openBusinessClock(options: {
  readonly dataDir: string;
  readonly start: Temporal.Instant | undefined;
  readonly companyOpens: Temporal.Instant;
}): BusinessClock {
  const file = join(options.dataDir, 'clock.json');
  const clock = movableClock(options.start ?? lastSaved(file, options.companyOpens));
  const save = () => writeFileSync(file, JSON.stringify({ now: clock.now().toString() }));
  const timer = setInterval(save, SAVE_EVERY_MS);
  timer.unref();
  return {
    now: clock.now,
    moveTo(instant) {
      clock.moveTo(instant);
      save();
    },
    close() {
      clearInterval(timer);
      save();
    },
  };
}

function lastSaved(file: string, companyOpens: Temporal.Instant): Temporal.Instant {
  if (!existsSync(file)) return companyOpens;
  const saved = Saved.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!saved.success) return companyOpens;
  const stood = Temporal.Instant.from(saved.data.now);
  return Temporal.Instant.compare(stood, companyOpens) > 0 ? stood : companyOpens;
}
