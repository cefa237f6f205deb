import { z } from 'zod';

/** Salesforce writes offsets as +0000, which ISO parsers of most libraries refuse. */
const USUAL = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d{3}))?(?:\+0000|Z)$/;

/** A datetime as ISO text with Z and milliseconds, or undefined when the text is none. */
export function isoInstant(text: string): string | undefined {
  const usual = USUAL.exec(text);
  if (usual) return `${usual[1]}.${usual[2] ?? '000'}Z`;
  try {
    return Temporal.Instant.from(text).toString({ smallestUnit: 'millisecond' });
  } catch {
    return undefined;
  }
}

/** The 18-character form of an id: three characters that say which of the first 15 are capitals. */
export function longId(id: string): string {
  if (id.length !== 15) return id;
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
  let suffix = '';
  for (let part = 0; part < 15; part += 5) {
    const bits = id
      .slice(part, part + 5)
      .split('')
      .reduce((sum, c, i) => sum + (/[A-Z]/.test(c) ? 1 << i : 0), 0);
    suffix += letters[bits] ?? '';
  }
  return id + suffix;
}

const instantText = z.string().transform((text, ctx) => {
  const instant = isoInstant(text);
  if (instant !== undefined) return instant;
  ctx.addIssue({ code: 'custom', message: 'is not a date and time' });
  return z.NEVER;
});

/** A datetime of an answer's envelope, as a Temporal.Instant. */
export const moment = instantText.transform((text) => Temporal.Instant.from(text));

/** Since ever: dates of facts whose start nobody recorded. */
export const ALWAYS = '0001-01-01';

/** Stamp of records whose object has none; such objects are read whole and compared. */
export const NEVER_CHANGED = '1970-01-01T00:00:00.000Z';

/** The day after an ISO day: turns Salesforce's inclusive ends into our exclusive ones. */
export function nextDay(day: string): string {
  return Temporal.PlainDate.from(day).add({ days: 1 }).toString();
}

export function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

/** A number as the text a numeric column takes. */
export function decimalText(value: number | null): string | null {
  return value === null ? null : String(value);
}

/** PostgreSQL stores neither NUL characters nor halves of surrogate pairs. */
const clean = (text: string) => text.replaceAll('\0', '').toWellFormed();

const missing = (value: unknown) => (value === undefined || value === '' ? null : value);
const orNull = <T extends z.ZodType>(shape: T) => z.preprocess(missing, shape.nullable());

/** Kinds of value in a row. An absent or empty one is null: a hidden field looks like a missing value. */
export const row = {
  id: z
    .string()
    .regex(/^[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$/, 'is not a Salesforce id')
    .transform(longId),
  text: z.string().transform(clean).pipe(z.string().min(1, 'is empty')),
  day: z.iso.date(),
  instant: instantText,
  idOrNull: orNull(z.string().transform(longId)),
  textOrNull: orNull(z.string().transform(clean)),
  dayOrNull: orNull(z.iso.date()),
  instantOrNull: orNull(instantText),
  numberOrNull: orNull(z.number()),
  /** Absent counts as no. */
  yes: z.preprocess((value) => value ?? false, z.boolean()),
  /** Absent counts as yes. */
  yesUnlessSaid: z.preprocess((value) => value ?? true, z.boolean()),
} as const;
