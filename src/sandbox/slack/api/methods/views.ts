import { z } from 'zod';
import { jsonField } from '#sandbox/slack/api/fields.ts';
import { method, type Method } from '#sandbox/slack/api/method.ts';
import { fail, failWith, ok, type Reply } from '#sandbox/slack/api/reply.ts';
import { wireView } from '#sandbox/slack/app/payloads.ts';
import type { Core } from '#sandbox/slack/core.ts';
import { checkView } from '#sandbox/slack/rules/check.ts';
import { ViewInput, type OpenView } from '#sandbox/slack/workspace/view.ts';
import {
  changeView,
  DEEPEST_STACK,
  findView,
  openModal,
  publishHome,
  pushModal,
  stackOf,
} from '#sandbox/slack/workspace/views.ts';

const Triggered = z.object({ trigger_id: z.string().min(1), view: jsonField(ViewInput) });

const open = method({
  name: 'views.open',
  token: 'bot',
  tier: 4,
  input: Triggered,
  run(core, input) {
    const refusal = viewRefusal(core, input.view, 'modal');
    if (refusal) return refusal;
    const spent = core.triggers.spend(input.trigger_id);
    if (!spent.ok) return fail(spent.error);
    return shown(core, openModal(core.workspace, spent.user, input.view));
  },
});

const push = method({
  name: 'views.push',
  token: 'bot',
  tier: 4,
  input: Triggered,
  run(core, input) {
    const refusal = viewRefusal(core, input.view, 'modal');
    if (refusal) return refusal;
    const spent = core.triggers.spend(input.trigger_id);
    if (!spent.ok) return fail(spent.error);
    const depth = stackOf(core.workspace, spent.user).length;
    if (depth === 0) return fail('not_found');
    if (depth >= DEEPEST_STACK) return fail('push_limit_reached');
    return shown(core, pushModal(core.workspace, spent.user, input.view));
  },
});

const update = method({
  name: 'views.update',
  token: 'bot',
  tier: 4,
  input: z.object({
    view: jsonField(ViewInput),
    view_id: z.string().optional(),
    external_id: z.string().optional(),
    hash: z.string().optional(),
  }),
  run(core, input) {
    const wanted = input.view_id ? { id: input.view_id } : { externalId: input.external_id ?? '' };
    const old = findView(core.workspace, wanted);
    if (!old) return fail('not_found');
    const refusal = viewRefusal(core, input.view, old.content.type) ?? staleRefusal(old, input.hash);
    return refusal ?? shown(core, changeView(core.workspace, old, input.view));
  },
});

const publish = method({
  name: 'views.publish',
  token: 'bot',
  tier: 4,
  input: z.object({ user_id: z.string().min(1), view: jsonField(ViewInput), hash: z.string().optional() }),
  run(core, input) {
    if (!core.workspace.people.has(input.user_id)) return fail('user_not_found');
    const old = core.workspace.homes.get(input.user_id);
    const refusal = viewRefusal(core, input.view, 'home') ?? staleRefusal(old, input.hash);
    return refusal ?? shown(core, publishHome(core.workspace, input.user_id, input.view));
  },
});

function viewRefusal(core: Core, view: ViewInput, type: ViewInput['type']): Reply | undefined {
  if (view.type !== type) {
    return failWith({
      error: 'invalid_arguments',
      messages: [`[ERROR] must be a ${type} view [json-pointer:/view/type]`],
    });
  }
  const rejection = checkView(core.rules, view);
  return rejection && failWith(rejection);
}

function staleRefusal(old: OpenView | undefined, hash: string | undefined): Reply | undefined {
  return old && hash !== undefined && hash !== old.hash ? fail('hash_conflict') : undefined;
}

function shown(core: Core, view: OpenView): Reply {
  return ok({ view: wireView(core, view) });
}

export const viewMethods: readonly Method[] = [open, push, update, publish];
