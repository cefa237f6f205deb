import { z } from 'zod';
import type { ModalValues } from './routes.ts';

/** What people type, without what no text in a database can hold: half characters and the character zero. */
const Typed = z.string().transform((text) => text.toWellFormed().replaceAll('\0', ''));

/** What we read of Slack's payloads; everything else in them is ignored. */
export const CommandPayload = z.object({
  command: z.string(),
  text: Typed.default(''),
  user_id: z.string(),
  team_id: z.string(),
  channel_id: z.string(),
  trigger_id: z.string(),
});
export type CommandPayload = z.infer<typeof CommandPayload>;

const User = z.object({ id: z.string(), team_id: z.string().optional() });
const Team = z.object({ id: z.string() }).nullish();
const Option = z.object({ value: z.string() }).nullish();

const Entry = z.looseObject({
  value: Typed.nullish(),
  selected_option: Option,
  selected_options: z.array(z.object({ value: z.string() })).nullish(),
  selected_user: z.string().nullish(),
  selected_users: z.array(z.string()).nullish(),
  selected_conversation: z.string().nullish(),
  selected_conversations: z.array(z.string()).nullish(),
  selected_channel: z.string().nullish(),
  selected_date: z.string().nullish(),
  selected_time: z.string().nullish(),
});
type Entry = z.infer<typeof Entry>;

export const ActionPayload = z.object({
  user: User,
  team: Team,
  trigger_id: z.string(),
  actions: z.array(Entry.extend({ action_id: z.string(), action_ts: z.string().optional() })).min(1),
  container: z.object({ type: z.string(), message_ts: z.string().optional() }).loose(),
  channel: z.object({ id: z.string() }).nullish(),
  view: z.object({ type: z.string() }).nullish(),
});
export type ActionPayload = z.infer<typeof ActionPayload>;

/** An entry of ours that was chosen in the menu of a message. An app's message may name no user. */
export const ShortcutPayload = z.object({
  user: User,
  team: Team,
  trigger_id: z.string(),
  callback_id: z.string(),
  channel: z.object({ id: z.string() }),
  message: z.object({ ts: z.string(), user: z.string().nullish(), bot_id: z.string().nullish() }),
});

export const SubmitPayload = z.object({
  user: User,
  team: Team,
  trigger_id: z.string().optional(),
  view: z.object({
    id: z.string(),
    hash: z.string().default(''),
    callback_id: z.string(),
    private_metadata: Typed.default(''),
    blocks: z.array(z.looseObject({ type: z.string(), block_id: z.string().optional() })),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), Entry)) }),
  }),
});
export type SubmitPayload = z.infer<typeof SubmitPayload>;

export const HomeOpenedPayload = z.object({
  team_id: z.string(),
  event_id: z.string(),
  event: z.object({ user: z.string(), tab: z.string().default('home') }),
});

/** Which workspace a payload came from: null for an installation of a whole organization. */
export function teamOf(payload: {
  readonly user: { team_id?: string | undefined };
  readonly team?: { id: string } | null | undefined;
}): string {
  return payload.team?.id ?? payload.user.team_id ?? '';
}

/** What was entered in a modal, by block_id. */
export function modalValues(values: SubmitPayload['view']['state']['values']): ModalValues {
  return Object.fromEntries(
    Object.entries(values).map(([block, elements]) => [block, entryValue(Object.values(elements)[0])]),
  );
}

/** The value of a button or of a select's choice, '' where there is none. */
export function actionValue(entry: Entry): string {
  const value = entryValue(entry);
  return typeof value === 'string' ? value : (value?.join(',') ?? '');
}

function entryValue(entry: Entry | undefined): string | readonly string[] | null {
  if (entry === undefined) return null;
  const many =
    entry.selected_options?.map((one) => one.value) ?? entry.selected_users ?? entry.selected_conversations;
  if (many !== undefined && many !== null) return many;
  return (
    entry.value ??
    entry.selected_option?.value ??
    entry.selected_user ??
    entry.selected_conversation ??
    entry.selected_channel ??
    entry.selected_date ??
    entry.selected_time ??
    null
  );
}
