import { Bug } from '#lib/errors.ts';
import { PERMISSIONS, type Permission } from '#model/access.ts';
import type { Action, HomeSection, Modal, Subcommand } from './routes.ts';

/** Everything the features want to hear from Slack. */
export interface Routes<S> {
  readonly subcommands: readonly Subcommand<S>[];
  readonly actions: readonly Action<S>[];
  readonly modals: readonly Modal<S>[];
  readonly home: readonly HomeSection<S>[];
}

export const COMMAND = '/attain';
const RESERVED = 'help';

/**
 * Checks the routes before anything is served: two handlers for one name, or a handler whose permission is none
 * we know, are mistakes of ours.
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
  if (routes.subcommands.filter((one) => one.isDefault).length > 1) throw new Bug('two default sub-commands');
  for (const one of [...routes.subcommands, ...routes.actions, ...routes.modals]) requirePermission(one);
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

function requirePermission(handler: { readonly permission: Permission }): void {
  if (!PERMISSIONS.includes(handler.permission)) throw new Bug(`a handler has no permission we know`);
}
