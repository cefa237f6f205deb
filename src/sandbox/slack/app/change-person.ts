import { wirePerson } from '#sandbox/slack/api/wire-person.ts';
import type { Core } from '#sandbox/slack/core.ts';
import type { Person } from '#sandbox/slack/options.ts';
import { sendEvent } from './events.ts';

/** Changes an account and tells the app. Not kept over a restart: the seed says who is in the workspace. */
export async function changePerson(core: Core, person: Person): Promise<void> {
  core.workspace.people.set(person.id, person);
  await sendEvent(core, { type: 'user_change', user: wirePerson(core, person), cache_ts: 0 });
}
