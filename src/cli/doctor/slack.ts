import type { Config } from '#config.ts';
import type { Services } from '#feature.ts';
import { connectSlack } from '#slack/connect.ts';
import { ownManifest } from '#sides/manifest.ts';
import { readSetting } from '#store/settings.ts';
import { readBackMode, readBackWords } from '#slack/read-back-mode.ts';
import type { Check } from './check.ts';

/** The workspace, each scope of the manifest, the installer and the links of people. */
export async function slackChecks(config: Config, { store, log }: Services): Promise<readonly Check[]> {
  const scopes = config.slack ? await scopeChecks(config.slack, log) : [];
  const installer = await readSetting(store, 'installer');
  const links = await store.db
    .selectFrom('identity_link')
    .select(({ fn }) => fn.countAll<bigint>().as('count'))
    .executeTakeFirstOrThrow();
  return [
    ...scopes,
    installer
      ? { name: 'Installer', state: 'right', says: 'known' }
      : {
          name: 'Installer',
          state: 'wrong',
          says: 'nobody may set up boards or confirm links yet',
          remedy: 'npm run attain -- people installer THEIR-EMAIL',
        },
    links.count > 0n
      ? { name: 'People', state: 'right', says: `${links.count} linked between Slack and Salesforce` }
      : {
          name: 'People',
          state: 'wrong',
          says: 'nobody is linked, so nobody sees figures',
          remedy: 'npm run attain -- people link --proposed, or /attain people in Slack',
        },
    signInCheck(config),
  ];
}

/** Whether people can link themselves: a choice, so never wrong. */
function signInCheck({ signIn, slack, salesforce }: Config): Check {
  const name = 'Sign-in to Salesforce';
  if (signIn)
    return { name, state: 'right', says: `on; the callback is ${signIn.publicUrl}/salesforce/callback` };
  if (!slack && !salesforce) return { name, state: 'right', says: 'on, at the local Salesforce' };
  return {
    name,
    state: 'note',
    says: 'off: an admin confirms each link',
    remedy:
      'Set PUBLIC_URL and SALESFORCE_SIGN_IN_CLIENT_ID, and people can link themselves with /attain link.',
  };
}

async function scopeChecks(
  settings: NonNullable<Config['slack']>,
  log: Services['log'],
): Promise<readonly Check[]> {
  const { workspace } = await connectSlack(settings, log);
  const workspaceCheck: Check = { name: 'Slack', state: 'right', says: `signed in to ${workspace.name}` };
  const { scopes: asked, optionalScopes } = ownManifest();
  const needed = asked.filter((scope) => !optionalScopes.includes(scope));
  const scopes = needed.map(
    (scope): Check =>
      workspace.scopes.includes(scope)
        ? { name: `Slack scope ${scope}`, state: 'right', says: 'granted' }
        : {
            name: `Slack scope ${scope}`,
            state: 'wrong',
            says: 'not granted',
            remedy: 'Add it under OAuth & Permissions and install the app again.',
          },
  );
  return [workspaceCheck, ...scopes, readBackCheck(workspace.scopes)];
}

/** A choice of the workspace's, so never wrong. */
function readBackCheck(granted: readonly string[]): Check {
  const mode = readBackMode(granted);
  const check = { name: 'Posting once', says: readBackWords(mode) };
  if (mode.mode === 'strict') return { ...check, state: 'right' };
  return {
    ...check,
    state: 'note',
    remedy: `Grant the history scopes for ${mode.closed.join(', ')} to have them looked for.`,
  };
}
