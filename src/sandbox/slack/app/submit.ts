import { z } from 'zod';
import type { Core } from '#sandbox/slack/core.ts';
import { complaintsAbout } from '#sandbox/slack/app/entry-checks.ts';
import { elementsIn } from '#sandbox/slack/app/elements.ts';
import { entriesOf, fullState, type PlainValue } from '#sandbox/slack/app/entries.ts';
import { isEmptyAck, outcomeOf } from '#sandbox/slack/app/outcomes.ts';
import { interactionBase, wireView } from '#sandbox/slack/app/payloads.ts';
import { checkView } from '#sandbox/slack/rules/check.ts';
import { ViewInput, type OpenView } from '#sandbox/slack/workspace/view.ts';
import {
  changeView,
  closeModal,
  DEEPEST_STACK,
  pushModal,
  rememberValues,
  stackOf,
} from '#sandbox/slack/workspace/views.ts';

/** How a submission ended for the person. */
export type Submission =
  | { readonly result: 'closed' | 'updated' | 'pushed' }
  /** `sent` is false when Slack itself refused to send the form. */
  | { readonly result: 'errors'; readonly errors: Readonly<Record<string, string>>; readonly sent: boolean }
  | { readonly result: 'failed'; readonly error: string };

const ViewAck = z.discriminatedUnion('response_action', [
  z.looseObject({ response_action: z.literal('errors'), errors: z.record(z.string(), z.string()) }),
  z.looseObject({ response_action: z.literal('update'), view: ViewInput }),
  z.looseObject({ response_action: z.literal('push'), view: ViewInput }),
  z.looseObject({ response_action: z.literal('clear') }),
]);
type ViewAck = z.infer<typeof ViewAck>;

interface Form {
  readonly view: OpenView;
  readonly values: Readonly<Record<string, PlainValue>>;
}

/** A person submitted a modal. Resolves when the app has acknowledged and the modal has followed. */
export async function sendSubmission(core: Core, form: Form): Promise<Submission> {
  const { blocks } = form.view.content;
  const view = rememberValues(core.workspace, form.view, entriesOf(blocks, form.values));
  const errors = complaintsAbout(blocks, fullState(blocks, view.values));
  if (Object.keys(errors).length > 0) return { result: 'errors', errors, sent: false };
  const payload = {
    ...interactionBase(core, 'view_submission', view.user),
    trigger_id: core.triggers.issue(view.user),
    view: wireView(core, view),
    response_urls: responseUrlsOf(core, view),
  };
  const outcome = outcomeOf(
    await core.socket.deliver({ type: 'interactive', payload, acceptsResponse: true }),
  );
  if (!outcome.ok) return { result: 'failed', error: outcome.error };
  return follow(core, view, outcome.ack);
}

/** A person closed a modal by its close button. The app hears of it when it asked to. */
export async function sendClose(core: Core, view: OpenView): Promise<void> {
  closeModal(core.workspace, view, view.content.clear_on_close);
  if (!view.content.notify_on_close) return;
  const payload = {
    ...interactionBase(core, 'view_closed', view.user),
    view: wireView(core, view),
    is_cleared: view.content.clear_on_close,
  };
  await core.socket.deliver({ type: 'interactive', payload, acceptsResponse: true });
}

function follow(core: Core, view: OpenView, ack: unknown): Submission {
  if (isEmptyAck(ack)) {
    closeModal(core.workspace, view);
    return { result: 'closed' };
  }
  const parsed = ViewAck.safeParse(ack);
  if (!parsed.success) return { result: 'failed', error: 'invalid_ack' };
  return obey(core, view, parsed.data);
}

function obey(core: Core, view: OpenView, ack: ViewAck): Submission {
  if (ack.response_action === 'clear') {
    closeModal(core.workspace, view, true);
    return { result: 'closed' };
  }
  if (ack.response_action === 'errors') {
    const inputs = new Set(
      elementsIn(view.content.blocks).flatMap(({ input, blockId }) => (input ? [blockId] : [])),
    );
    const strangers = Object.keys(ack.errors).filter((blockId) => !inputs.has(blockId));
    if (strangers.length > 0)
      return { result: 'failed', error: `no input block is called ${strangers.join(', ')}` };
    return { result: 'errors', errors: ack.errors, sent: true };
  }
  const refusal = checkView(core.rules, ack.view);
  if (refusal) return { result: 'failed', error: [refusal.error, ...refusal.messages].join(' ') };
  if (ack.response_action === 'update') {
    changeView(core.workspace, view, ack.view);
    return { result: 'updated' };
  }
  if (stackOf(core.workspace, view.user).length >= DEEPEST_STACK)
    return { result: 'failed', error: 'push_limit_reached' };
  pushModal(core.workspace, view.user, ack.view);
  return { result: 'pushed' };
}

/** A select with `response_url_enabled` earns the app a response_url for the chosen conversation. */
function responseUrlsOf(core: Core, view: OpenView): object[] {
  const state = fullState(view.content.blocks, view.values);
  return elementsIn(view.content.blocks).flatMap(({ element, blockId }) => {
    if (element['response_url_enabled'] !== true) return [];
    const entry = state[blockId]?.[element.action_id];
    const channel = entry?.['selected_conversation'] ?? entry?.['selected_channel'];
    if (typeof channel !== 'string') return [];
    const path = core.responseUrls.issue({ user: view.user, channel });
    return [
      {
        block_id: blockId,
        action_id: element.action_id,
        channel_id: channel,
        response_url: core.url() + path,
      },
    ];
  });
}
