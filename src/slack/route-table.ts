import { Bug } from '#lib/errors.ts';
import { type Entry, PERMISSIONS } from '#model/access.ts';
import { DATA_CLASSES } from '#model/policy/terms.ts';
import type { Action, HomeSection, MessageShortcut, Modal, Subcommand } from './routes.ts';

/** Everything the features want to hear from Slack. */
export interface Routes<S> {
  readonly subcommands: readonly Subcommand<S>[];
  readonly actions: readonly Action<S>[];
  readonly modals: readonly Modal<S>[];
  readonly shortcuts: readonly MessageShortcut<S>[];
  readonly home: readonly HomeSection<S>[];
}

export const COMMAND = '/attain';
const RESERVED = 'help';

/**
 * Checks the routes before anything is served: two handlers for one name, or a handler that does not say who may use
 * it and what it shows, are mistakes of ours.
 */
export function checkRoutes<S>(routes: Routes<S>): Routes<S> {
  refuseTwins('sub-command', [RESERVED, ...routes.subcommands.map((one) => one.name)]);
  refuseTwins('command', commandsOf(routes));
  refuseTwins(
    'action',
    routes.actions.map((one) => one.id),
  );
  refuseTwins(
    'modal',
    routes.modals.map((one) => one.id),
  );
  refuseTwins(
    'shortcut',
    routes.shortcuts.map((one) => one.id),
  );
  if (routes.subcommands.filter((one) => one.isDefault).length > 1) throw new Bug('two default sub-commands');
  for (const one of routes.subcommands) requireEntry(`the sub-command "${one.name}"`, one);
  for (const one of [...routes.actions, ...routes.modals, ...routes.shortcuts])
    requireEntry(`"${one.id}"`, one);
  for (const one of routes.home) requireEntry(`the section ${one.order} of Home`, one);
  return routes;
}

/** The slash commands to listen to: ours and the direct ones of the features. */
export function commandsOf<S>(routes: Routes<S>): readonly string[] {
  return [COMMAND, ...routes.subcommands.flatMap((one) => one.direct ?? [])];
}

function refuseTwins(what: string, names: readonly string[]): void {
  const twin = names.find((name, index) => names.indexOf(name) !== index);
  if (twin !== undefined) throw new Bug(`two handlers for the ${what} "${twin}"`);
}

function requireEntry(name: string, { permission, shows }: Partial<Entry>): void {
  if (permission === undefined || !PERMISSIONS.includes(permission))
    throw new Bug(`${name} has no permission we know`);
  if (!shows?.every((one) => DATA_CLASSES.includes(one)))
    throw new Bug(`${name} does not say which classes of data it shows`);
}
