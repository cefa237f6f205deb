import { z } from 'zod';
import { closest } from '#lib/closest.ts';
import { isZone } from '#lib/zone.ts';
import { type BoardSpec, CHANNEL_ID, FEWEST_ROWS, MOST_ROWS } from './board.ts';
import { WEEKDAYS } from './weekdays.ts';

/** What the form may choose from today. */
export interface FormChoices {
  readonly metrics: readonly { readonly id: string; readonly name: string }[];
  /** Why a kind of period cannot be chosen, where this organization's calendar does not have it. */
  readonly missingPeriods: Readonly<Partial<Record<BoardSpec['periodType'], string>>>;
}

export type ReadForm =
  | { readonly kind: 'spec'; readonly spec: BoardSpec }
  /** By field, for the place next to it. */
  | { readonly kind: 'errors'; readonly errors: Readonly<Record<string, string>> };

/** Reads the submitted form; every mistake is said next to its field, all at once. */
export function readForm(values: Readonly<Record<string, unknown>>, choices: FormChoices): ReadForm {
  const form = formOf(choices).safeParse(values);
  if (!form.success) return { kind: 'errors', errors: firstByField(form.error) };
  const { channel, metric, period, who, rows, day, hour, zone } = form.data;
  const days = WEEKDAYS.find(({ value }) => value === day)?.days ?? [];
  return {
    kind: 'spec',
    spec: { channelId: channel, metric, periodType: period, by: who, rows, days, hour, timeZone: zone },
  };
}

function formOf({ metrics, missingPeriods }: FormChoices) {
  const period = z.enum(['week', 'month', 'quarter'], { error: 'Choose week, month or quarter.' });
  return z.object({
    channel: z
      .string({ error: 'Choose the channel to post in.' })
      .regex(CHANNEL_ID, 'Choose the channel to post in.'),
    metric: z.enum(
      metrics.map(({ id }) => id),
      { error: 'Choose what to rank by.' },
    ),
    period: period.refine((type) => missingPeriods[type] === undefined, {
      error: ({ input }) => missingPeriods[period.parse(input)],
    }),
    who: z.enum(['person', 'team', 'territory'], { error: 'Choose people, teams or territories.' }),
    rows: wholeNumber(FEWEST_ROWS, MOST_ROWS),
    day: z.enum(
      WEEKDAYS.map(({ value }) => value),
      { error: 'Choose the day to post on.' },
    ),
    hour: wholeNumber(0, 23),
    zone: z
      .string({ error: 'Enter a time zone such as Europe/Berlin.' })
      .trim()
      .refine(isZone, { error: ({ input }) => zoneHint(String(input)) }),
  });
}

function wholeNumber(min: number, max: number) {
  const error = `Enter a whole number from ${min} to ${max}.`;
  const inRange = (text: string) => /^\d{1,4}$/.test(text) && Number(text) >= min && Number(text) <= max;
  return z.string({ error }).trim().refine(inRange, { error }).transform(Number);
}

function zoneHint(text: string): string {
  const meant = closest(text, Intl.supportedValuesOf('timeZone'));
  return meant ? `Did you mean ${meant}?` : 'Enter a time zone such as Europe/Berlin.';
}

function firstByField(error: z.ZodError): Readonly<Record<string, string>> {
  return Object.fromEntries(error.issues.toReversed().map((issue) => [String(issue.path[0]), issue.message]));
}
