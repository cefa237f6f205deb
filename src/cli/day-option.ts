import { Refusal } from '#lib/errors.ts';

/** Reads the value of an option that names a day; undefined where it was left out. */
export function dayOption(text: string | undefined): Temporal.PlainDate | undefined {
  if (text === undefined) return undefined;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' });
  } catch {
    throw new Refusal(`"${text}" is not a day.`, 'Write it as 2017-12-31.');
  }
}
