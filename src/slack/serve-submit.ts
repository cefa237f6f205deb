import type { ViewResponseAction } from '@slack/bolt';
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Refusal } from '#lib/errors.ts';
import { escapeSentence, mrkdwn, plainSentence, type SafeText } from './blocks/text.ts';
import { isFirstDelivery, openCall, type Desk } from './desk.ts';
import { explainError } from './explain-error.ts';
import { requireUse } from './installation.ts';
import { noteModal, slackModal } from './modal-view.ts';
import { modalValues, SubmitPayload, teamOf } from './payloads.ts';
import { refreshHome } from './serve-home.ts';
import type { SubmitOutcome } from './routes.ts';

/** How long a handler may take before the person sees that it is still working. Slack waits three seconds. */
const PATIENCE_MS = 2_000;
/** Our own: Slack names no limit, and an error should be read at a glance. */
const LONGEST_ERROR = 1_000;

type Ack = (response?: ViewResponseAction) => Promise<void>;
/** What became of a submission; `failed` is said in the modal. */
type Settled = SubmitOutcome | { readonly kind: 'failed'; readonly text: SafeText };

/**
 * Serves a submitted modal within Slack's three seconds: a handler that takes longer is answered by a waiting
 * modal, which is replaced when it is done.
 */
export async function serveSubmit<S>(
  desk: Desk<S>,
  body: unknown,
  { ack, patienceMs = PATIENCE_MS }: { readonly ack: Ack; readonly patienceMs?: number | undefined },
): Promise<void> {
  const payload = SubmitPayload.parse(body);
  const { view } = payload;
  const working = settle(desk, payload);
  const timer = new AbortController();
  const first = await Promise.race([working, pause(patienceMs, undefined, { signal: timer.signal })]);
  timer.abort();
  if (first !== undefined) {
    await ack(first.kind === 'repeated' ? undefined : inTime(first, firstInput(payload)));
    return showInHome(desk, payload, first);
  }
  await ack({ response_action: 'update', view: noteModal('One moment', mrkdwn`Still working on it …`) });
  const last = await working;
  if (last.kind !== 'repeated') await desk.client.views.update({ view_id: view.id, view: late(last) });
  await showInHome(desk, payload, last);
}

/** Who opened the window in Home sees there what it changed. */
async function showInHome<S>(
  desk: Desk<S>,
  payload: SubmitPayload,
  { kind }: { readonly kind: string },
): Promise<void> {
  const isChange = kind === 'close' || kind === 'update';
  if (!isChange || !desk.homes.isChanging(payload.user.id)) return;
  await refreshHome(desk, { teamId: teamOf(payload), userId: payload.user.id });
}

async function settle<S>(desk: Desk<S>, payload: SubmitPayload): Promise<Settled | { kind: 'repeated' }> {
  try {
    const delivery = { teamId: teamOf(payload), key: deliveryKey(payload) };
    if (!(await isFirstDelivery(desk, delivery))) return { kind: 'repeated' };
    const modal = desk.routes.modals.find((one) => one.id === payload.view.callback_id);
    if (modal === undefined) throw new Refusal('This form is no longer in use.', 'Open it again.');
    const call = await openCall(desk, {
      teamId: teamOf(payload),
      userId: payload.user.id,
      channelId: null,
      triggerId: payload.trigger_id ?? '',
      respond: undefined,
    });
    requireUse(call.actor, modal, desk.log);
    const values = modalValues(payload.view.state.values);
    return await modal.submit({ ...call, values, metadata: payload.view.private_metadata });
  } catch (error) {
    return { kind: 'failed', text: explainError(error, desk.log).text };
  }
}

/** What makes a submission one and the same. A modal that is corrected and submitted again keeps its hash. */
function deliveryKey({ trigger_id, view }: SubmitPayload): string {
  if (trigger_id !== undefined) return `submit/${trigger_id}`;
  const entered = createHash('sha256').update(JSON.stringify(view.state.values)).digest('hex');
  return `submit/${view.id}/${view.hash}/${entered}`;
}

function inTime(outcome: Settled, input: string | undefined): ViewResponseAction | undefined {
  switch (outcome.kind) {
    case 'close':
      return undefined;
    case 'errors':
      return { response_action: 'errors', errors: harmless(outcome.errors) };
    case 'update':
      return { response_action: 'update', view: slackModal(outcome.view) };
    case 'failed':
      // Next to an input the words stand where the person looks, and what they entered is kept.
      return input === undefined
        ? { response_action: 'update', view: noteModal('That did not work', outcome.text) }
        : { response_action: 'errors', errors: { [input]: readable(outcome.text) } };
  }
}

/** A view that was replaced by the waiting one cannot be closed or marked from here: it says how it ended. */
function late(outcome: Settled): ReturnType<typeof slackModal> {
  switch (outcome.kind) {
    case 'close':
      return noteModal('Done', mrkdwn`That is done. You can close this window.`);
    case 'errors': {
      const errors = escapeSentence(Object.values(outcome.errors).join(' '), 1_000);
      return noteModal('Not saved', mrkdwn`${errors} Open the form again to correct it.`);
    }
    case 'update':
      return slackModal(outcome.view);
    case 'failed':
      return noteModal('That did not work', outcome.text);
  }
}

/** Only input blocks can carry an error. */
function firstInput(payload: SubmitPayload): string | undefined {
  return payload.view.blocks.find((block) => block.type === 'input')?.block_id;
}

/** What was typed is said back in errors: a line each, and nothing hidden in it. */
function harmless(errors: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(errors).map(([input, words]) => [input, plainSentence(words, LONGEST_ERROR)]),
  );
}

/** Errors in a modal are plain text: the three escaped characters are written as they are. */
function readable(text: SafeText): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
