import { z } from 'zod';
import { day } from '#lib/days.ts';
import { isChannel } from '#slack/blocks/channel-id.ts';
import type { ModalValues } from '#slack/routes.ts';
import { type Announcement, type Draft, EVERYBODY } from './announcement.ts';
import type { Choices } from './audience.ts';
import { MOST_PARTS, partsOf } from './meaning.ts';

/** Characters of a part: all of them together fit into one message. */
export const LONGEST = { title: 120, part: 500, questions: 900 } as const;
export const MOST_CHANNELS = 10;

/** The inputs of the form, by what they fill. */
export const FIELDS = {
  title: 'title',
  why: 'why',
  priorities: 'priorities',
  targeting: 'targeting',
  positioning: 'positioning',
  process: 'process',
  questions: 'questions',
  effectiveOn: 'effective_on',
  roles: 'roles',
  teams: 'teams',
  channels: 'channels',
  meanings: 'meanings',
  sendOn: 'send_on',
  sendHour: 'send_hour',
} as const;

/** Whether some of its readers get words of their own besides. */
export const MEANINGS = { same: 'same', some: 'some' } as const;

type ReadDraft =
  | { readonly kind: 'draft'; readonly draft: Draft; readonly hasMeanings: boolean }
  /** By field, for the place next to it. */
  | { readonly kind: 'errors'; readonly errors: Readonly<Record<string, string>> };

/** Reads the form; every mistake is said next to its field, all at once. */
export function readDraft(values: ModalValues, { roles, teams }: Choices): ReadDraft {
  const known = { roles: new Set([EVERYBODY, ...roles.map(({ id }) => id)]), teams: idsOf(teams) };
  const form = Form.safeParse(values);
  if (!form.success) return { kind: 'errors', errors: firstByField(form.error) };
  const { effective_on, send_on, send_hour, meanings, ...rest } = form.data;
  const { roles: inRoles, teams: inTeams, channels, ...words } = rest;
  const audience = {
    roles: inRoles.filter((id) => known.roles.has(id)),
    teams: inTeams.filter((id) => known.teams.has(id)),
    channels,
  };
  if (audience.roles.length + audience.teams.length + channels.length === 0)
    return { kind: 'errors', errors: { [FIELDS.roles]: 'Choose at least one role, team or channel.' } };
  const hasMeanings = meanings === MEANINGS.some;
  const parts = partsOf(audience).length;
  if (hasMeanings && parts === 0)
    return { kind: 'errors', errors: { [FIELDS.meanings]: 'Choose a role or a team above to write for.' } };
  if (hasMeanings && parts > MOST_PARTS)
    return {
      kind: 'errors',
      errors: { [FIELDS.meanings]: `Choose at most ${MOST_PARTS} roles and teams to write for.` },
    };
  const days = { effectiveOn: day(effective_on), sendOn: day(send_on) };
  return { kind: 'draft', draft: { ...words, ...days, audience, sendHour: Number(send_hour) }, hasMeanings };
}

/** What an author filled in, of a draft that is kept. */
export function draftOf(kept: Announcement): Draft {
  const { title, why, priorities, targeting, positioning, process, questions } = kept;
  const { effectiveOn, audience, sendOn, sendHour } = kept;
  return {
    title,
    why,
    priorities,
    targeting,
    positioning,
    process,
    questions,
    effectiveOn,
    audience,
    sendOn,
    sendHour,
  };
}

function text(most: number, error: string) {
  return z
    .string({ error })
    .trim()
    .min(1, error)
    .refine((it) => Array.from(it).length <= most, `Say it in at most ${most} characters.`);
}

function optionalText(most: number) {
  return z
    .string()
    .nullish()
    .transform((it) => it?.trim() ?? '')
    .refine((it) => Array.from(it).length <= most, `Say it in at most ${most} characters.`);
}

const Day = z.iso.date('Choose a day.');
const Ids = z
  .array(z.string().max(40))
  .nullish()
  .transform((ids) => [...new Set(ids ?? [])]);

const Form = z.object({
  title: text(LONGEST.title, 'Say the change in one sentence.'),
  why: text(LONGEST.part, 'Say why it changes.'),
  priorities: text(LONGEST.part, 'Say what becomes a priority.'),
  targeting: optionalText(LONGEST.part),
  positioning: optionalText(LONGEST.part),
  process: optionalText(LONGEST.part),
  questions: optionalText(LONGEST.questions),
  effective_on: Day,
  roles: Ids,
  teams: Ids,
  channels: Ids.refine(
    (ids) => ids.length <= MOST_CHANNELS,
    `Choose at most ${MOST_CHANNELS} channels.`,
  ).refine((ids) => ids.every(isChannel), 'Choose channels.'),
  meanings: z.string().nullish(),
  send_on: Day,
  send_hour: z.string({ error: 'Choose the hour.' }).regex(/^(?:[0-9]|1[0-9]|2[0-3])$/, 'Choose the hour.'),
});

function firstByField(error: z.ZodError): Readonly<Record<string, string>> {
  const byField = new Map<string, string>();
  for (const { path, message } of error.issues)
    if (!byField.has(String(path[0]))) byField.set(String(path[0]), message);
  return Object.fromEntries(byField);
}

function idsOf(all: readonly { readonly id: string }[]): ReadonlySet<string> {
  return new Set(all.map(({ id }) => id));
}
