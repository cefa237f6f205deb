import type { Core } from '#sandbox/slack/core.ts';
import type { Person } from '#sandbox/slack/options.ts';
import type { StateValues } from '#sandbox/slack/workspace/view.ts';

/** Who looks, and where the thing looked at stands. */
export interface Seeing {
  readonly core: Core;
  readonly viewer: Person;
  /** Makes element ids unique on the page. */
  readonly scope: string;
  /** What the viewer has entered in the view shown. */
  readonly entered: StateValues;
}

/** An element id that is unique on the page. */
export function domId(seeing: Seeing, ...parts: readonly string[]): string {
  return [seeing.scope, ...parts].join('-').replaceAll(/[^\w-]/g, '_');
}

export function nameOfPerson(seeing: Seeing, id: string): string {
  if (id === 'USLACKBOT') return 'Slackbot';
  return seeing.core.workspace.people.get(id)?.realName ?? id;
}

export function nameOfChannel(seeing: Seeing, id: string): string {
  const channel = seeing.core.workspace.channels.get(id);
  return channel?.name ? channel.name : id;
}
