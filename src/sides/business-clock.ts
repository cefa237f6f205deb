import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Clock, movableClock, type MovableClock } from '#lib/clock.ts';

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
  const stood = readSaved(file);
  return stood !== undefined && Temporal.Instant.compare(stood, companyOpens) > 0 ? stood : companyOpens;
}

function readSaved(file: string): Temporal.Instant | undefined {
  if (!existsSync(file)) return undefined;
  const saved = Saved.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  return saved.success ? Temporal.Instant.from(saved.data.now) : undefined;
}

/** Business time as a folder last had it, for looking without moving anything; undefined where time is the real one. */
export function savedClock(dataDir: string, start: Temporal.Instant | undefined): Clock | undefined {
  const stood = start ?? readSaved(join(dataDir, 'clock.json'));
  return stood && movableClock(stood);
}
