import { COMMAND } from './route-table.ts';
import type { Subcommand } from './routes.ts';

/** What a typed command asks for. */
export type Asked<S> =
  | { readonly kind: 'help' }
  | { readonly kind: 'run'; readonly subcommand: Subcommand<S>; readonly text: string }
  /** No known word: the default may still understand it. */
  | {
      readonly kind: 'unknown';
      readonly word: string;
      readonly fallback: Subcommand<S> | undefined;
      readonly text: string;
    };

/** Which sub-command a slash command with its text means. */
export function readCommand<S>(
  subcommands: readonly Subcommand<S>[],
  typed: { readonly command: string; readonly text: string },
): Asked<S> {
  const text = typed.text.trim();
  const direct = subcommands.find((one) => one.direct?.includes(typed.command));
  const [word = '', ...rest] = text.split(/\s+/);
  if (isHelp(word)) return { kind: 'help' };
  if (direct !== undefined) return { kind: 'run', subcommand: direct, text };
  const named = subcommands.find((one) => one.name === word.toLowerCase());
  if (named !== undefined) return { kind: 'run', subcommand: named, text: rest.join(' ') };
  const fallback = subcommands.find((one) => one.isDefault);
  if (word === '')
    return fallback === undefined ? { kind: 'help' } : { kind: 'run', subcommand: fallback, text };
  return { kind: 'unknown', word, fallback, text };
}

/** How a person types a sub-command. */
export function typedForm(name: string): string {
  return `${COMMAND} ${name}`;
}

function isHelp(word: string): boolean {
  return ['help', '--help', '-h', '?'].includes(word.toLowerCase());
}
