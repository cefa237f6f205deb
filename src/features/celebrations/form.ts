import { z } from 'zod';
import { closest } from '#lib/closest.ts';
import { parseMoney } from '#lib/money.ts';
import { isZone } from '#lib/zone.ts';
import { isChannel } from '#slack/blocks/channel-id.ts';
import type { CelebrationSpec } from './celebration.ts';

/** What the answers are read with. */
export interface FormAround {
  /** ISO code of the organisation's currency. */
  readonly currency: string;
  /** The Salesforce id of the one manager with this e-mail; undefined where there is none, or several. */
  readonly managerWith: (email: string) => string | undefined;
}

export type ReadForm =
  | { readonly kind: 'spec'; readonly spec: CelebrationSpec }
  /** By field, for the place next to it. */
  | { readonly kind: 'errors'; readonly errors: Readonly<Record<string, string>> };

const NO_MANAGER = 'No manager has that e-mail. Write it as it stands in Salesforce.';

/** Reads the submitted form; every mistake is said next to its field, all at once. */
export function readForm(values: Readonly<Record<string, unknown>>, around: FormAround): ReadForm {
  const form = formOf(around).safeParse(values);
  if (!form.success) return { kind: 'errors', errors: firstByField(form.error) };
  const { channel, team, smallest, says, quotas, from, to, zone } = form.data;
  if (from >= to) return { kind: 'errors', errors: { to: 'Choose an hour after the first one.' } };
  return {
    kind: 'spec',
    spec: {
      channelId: channel,
      teamId: team,
      smallest,
      currency: around.currency,
      says,
      withQuotas: quotas === 'yes',
      fromHour: from,
      toHour: to,
      timeZone: zone,
    },
  };
}

function formOf({ currency, managerWith }: FormAround) {
  const place = 'Choose the channel to celebrate in.';
  return z.object({
    channel: z.string({ error: place }).refine(isChannel, place),
    team: z
      .string()
      .nullish()
      .transform((text) => (text ?? '').trim().toLowerCase())
      .refine((email) => email === '' || managerWith(email) !== undefined, NO_MANAGER)
      .transform((email) => (email === '' ? '' : (managerWith(email) ?? ''))),
    smallest: z
      .string()
      .nullish()
      .transform((text) => parseMoney((text ?? '').trim() || '0', currency)?.minor ?? -1n)
      .refine((minor) => minor >= 0n, `Enter a plain number of ${currency} such as 10000, or leave it empty.`)
      .transform(String),
    says: z.enum(['people', 'deals'], { error: 'Choose how much is said.' }),
    quotas: z.enum(['yes', 'no'], { error: 'Choose yes or no.' }),
    from: hour(0, 23),
    to: hour(1, 24),
    zone: z
      .string({ error: 'Enter a time zone such as Europe/Berlin.' })
      .trim()
      .refine(isZone, { error: ({ input }) => zoneHint(String(input)) }),
  });
}

function hour(min: number, max: number) {
  const error = 'Choose an hour.';
  const isHour = (text: string) => /^\d{1,2}$/.test(text) && Number(text) >= min && Number(text) <= max;
  return z.string({ error }).refine(isHour, { error }).transform(Number);
}

function zoneHint(text: string): string {
  const meant = closest(text, Intl.supportedValuesOf('timeZone'));
  return meant ? `Did you mean ${meant}?` : 'Enter a time zone such as Europe/Berlin.';
}

function firstByField(error: z.ZodError): Readonly<Record<string, string>> {
  return Object.fromEntries(error.issues.toReversed().map((issue) => [String(issue.path[0]), issue.message]));
}
