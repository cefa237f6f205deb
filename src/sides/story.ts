import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const Told = z.object({ until: z.string() });

/** What happens in the invented company as its clock moves on, told once. */
export interface Story<Change = unknown> {
  tellUntil(instant: Temporal.Instant, tell: (changes: readonly Change[]) => void): void;
}

/** Goes on from where the story stood in `file`, else from the moment the company's tables describe. */
export function openStory<Change>(
  file: string,
  begin: Temporal.Instant,
  happenings: (from: Temporal.Instant, to: Temporal.Instant) => readonly Change[],
): Story<Change> {
  let told = existsSync(file)
    ? Temporal.Instant.from(Told.parse(JSON.parse(readFileSync(file, 'utf8'))).until)
    : begin;
  return {
    tellUntil(instant, tell) {
      if (Temporal.Instant.compare(instant, told) <= 0) return;
      const changes = happenings(told, instant);
      if (changes.length > 0) tell(changes);
      told = instant;
      writeFileSync(file, JSON.stringify({ until: told.toString() }));
    },
  };
}
