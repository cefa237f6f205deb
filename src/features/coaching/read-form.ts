import type { Day } from '#lib/days.ts';
import type { ModalValues } from '#slack/routes.ts';

type Entered = ModalValues[string] | undefined;

/** What was typed, trimmed and of at most so many characters; '' for nothing. */
export function readText(value: Entered, longest: number): string {
  return typeof value === 'string' ? value.trim().slice(0, longest) : '';
}

/** A chosen day; undefined for anything else. */
export function readDay(value: Entered): Day | undefined {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return undefined;
  try {
    return Temporal.PlainDate.from(value);
  } catch {
    return undefined;
  }
}
