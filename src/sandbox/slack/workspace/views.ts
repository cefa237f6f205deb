import { randomBytes } from 'node:crypto';
import { withBlockIds } from '#sandbox/slack/workspace/messages.ts';
import type { OpenView, StateValues, ViewInput } from '#sandbox/slack/workspace/view.ts';
import type { Workspace } from '#sandbox/slack/workspace/workspace.ts';

/** Slack stacks at most three modals: one opened and two pushed. */
export const DEEPEST_STACK = 3;

export function stackOf(workspace: Workspace, user: string): readonly OpenView[] {
  return workspace.modals.get(user) ?? [];
}

/** Opens a modal alone, in place of whatever the person had open. */
export function openModal(workspace: Workspace, user: string, content: ViewInput): OpenView {
  const view = compose(workspace, { user, content });
  setStack(workspace, user, [view]);
  return view;
}

/** Lays a modal over the ones already open. */
export function pushModal(workspace: Workspace, user: string, content: ViewInput): OpenView {
  const stack = stackOf(workspace, user);
  const view = compose(workspace, { user, content, below: stack.at(-1) });
  setStack(workspace, user, [...stack, view]);
  return view;
}

/** Takes away a modal and all above it; `all` empties the stack. */
export function closeModal(workspace: Workspace, view: OpenView, all = false): void {
  const stack = stackOf(workspace, view.user);
  const at = stack.findIndex((open) => open.id === view.id);
  setStack(workspace, view.user, all || at < 0 ? [] : stack.slice(0, at));
}

/** New content for a modal or a Home; entries stay where block, action and kind of element are the same. */
export function changeView(workspace: Workspace, view: OpenView, content: ViewInput): OpenView {
  const changed = withContent({ ...view, hash: newHash(workspace), replaced: view.content.blocks }, content);
  store(workspace, changed);
  return changed;
}

/** Remembers what the person has entered so far. */
export function rememberValues(workspace: Workspace, view: OpenView, values: StateValues): OpenView {
  const changed = { ...view, values: { ...view.values, ...values } };
  const stack = stackOf(workspace, view.user);
  // Told to nobody: the page that entered the values already shows them.
  if (view.content.type === 'home') workspace.homes.set(view.user, changed);
  else
    workspace.modals.set(
      view.user,
      stack.map((open) => (open.id === view.id ? changed : open)),
    );
  return changed;
}

export function publishHome(workspace: Workspace, user: string, content: ViewInput): OpenView {
  const old = workspace.homes.get(user);
  if (old) return changeView(workspace, old, content);
  const view = compose(workspace, { user, content });
  store(workspace, view);
  return view;
}

export function findView(
  workspace: Workspace,
  wanted: { id?: string; externalId?: string },
): OpenView | undefined {
  const open = [...workspace.modals.values()].flat();
  const all = [...open, ...workspace.homes.values()];
  if (wanted.id) return all.find((view) => view.id === wanted.id);
  return all.find((view) => view.content.external_id === wanted.externalId);
}

function compose(
  workspace: Workspace,
  of: { user: string; content: ViewInput; below?: OpenView | undefined },
): OpenView {
  const id = workspace.nextViewId();
  const empty: OpenView = {
    id,
    user: of.user,
    hash: newHash(workspace),
    rootId: of.below?.rootId ?? id,
    previousId: of.below?.id ?? null,
    content: of.content,
    values: {},
  };
  return withContent(empty, of.content);
}

function withContent(view: OpenView, content: ViewInput): OpenView {
  const blocks = withBlockIds(content.blocks);
  const ids = new Set(blocks.map((block) => block.block_id));
  const values = Object.fromEntries(Object.entries(view.values).filter(([blockId]) => ids.has(blockId)));
  return { ...view, content: { ...content, blocks }, values };
}

function newHash(workspace: Workspace): string {
  return `${workspace.stamps.last()}.${randomBytes(4).toString('hex')}`;
}

function store(workspace: Workspace, view: OpenView): void {
  if (view.content.type === 'home') {
    workspace.homes.set(view.user, view);
    workspace.changes.tell({ kind: 'home', user: view.user });
    return;
  }
  setStack(
    workspace,
    view.user,
    stackOf(workspace, view.user).map((open) => (open.id === view.id ? view : open)),
  );
}

function setStack(workspace: Workspace, user: string, stack: readonly OpenView[]): void {
  if (stack.length === 0) workspace.modals.delete(user);
  else workspace.modals.set(user, stack);
  workspace.changes.tell({ kind: 'modal', user });
}
