import { z } from 'zod';
import type { Services } from '#feature.ts';
import type { Message } from '#slack/blocks/message.ts';
import type { Action, Call, HomeSection, Modal, SubmitCall, SubmitOutcome } from '#slack/routes.ts';
import type { Store } from '#store/store.ts';
import { Refusal } from '#lib/errors.ts';
import type { PrivacyMode } from './privacy-policy.ts';
import {
  type PrivacyRule,
  readOptedOut,
  readPrivacyRules,
  savePrivacyRule,
  setOptedOut,
} from './privacy-store.ts';
import {
  JOIN,
  LEAVE,
  OPEN_PRIVACY,
  optBlocks,
  optedMessage,
  PRIVACY,
  privacyModal,
  privacySavedModal,
} from './privacy-views.ts';
import { refreshAll } from './refresh-all.ts';

const NO_MANAGER = 'No manager has that e-mail. Write it as it stands in Salesforce.';

const Form = z.object({
  mode: z.enum(['names', 'top', 'pseudonyms', 'team', 'off'] satisfies PrivacyMode[]),
  location: z.string().nullish(),
  team: z.string().nullish(),
});

/** The form's answers: how boards may speak of everyone, a location or a team. */
export const privacyForm: Modal<Services> = {
  id: PRIVACY,
  permission: 'installer',
  shows: ['D9'],
  submit,
};

/** The form, opened by a button. */
export const openPrivacyAction: Action<Services> = {
  id: OPEN_PRIVACY,
  permission: 'installer',
  shows: ['D9'],
  run: openPrivacy,
};

export const leaveAction = optAction(LEAVE, true);
export const joinAction = optAction(JOIN, false);

/** Whether the person stands on boards, with a button to change it. */
export const optSection: HomeSection<Services> = {
  order: 60,
  permission: 'linked',
  shows: ['D1'],
  async render({ services, actor }) {
    return optBlocks((await readOptedOut(services.store)).has(actor.personId ?? ''));
  },
};

/** Opens the form with what is set. */
export async function openPrivacy({ services, openModal }: Call<Services>): Promise<undefined> {
  const rules = await readPrivacyRules(services.store);
  const people = await services.store.db.selectFrom('person').select(['id', 'name']).execute();
  await openModal(privacyModal(rules, new Map(people.map(({ id, name }) => [id, name]))));
  return undefined;
}

/** Takes the asker off every board at once, or back onto them. @throws Refusal for who is nobody in Salesforce */
export async function opt({ services, actor, now }: Call<Services>, isOut: boolean): Promise<Message> {
  const { personId } = actor;
  if (personId === null)
    throw new Refusal(
      'You are not linked to a person in Salesforce, so you stand on no board.',
      'Type /attain link to be linked.',
    );
  await services.store.transaction((tx) => setOptedOut(tx, personId, { isOut, by: actor.slackUserId, now }));
  await refreshAll(services);
  return optedMessage(isOut);
}

function optAction(id: string, isOut: boolean): Action<Services> {
  return { id, permission: 'linked', shows: ['D1'], run: (call) => opt(call, isOut) };
}

async function submit({ services, values, actor, now }: SubmitCall<Services>): Promise<SubmitOutcome> {
  const form = Form.safeParse(values);
  if (!form.success) return { kind: 'errors', errors: { mode: 'Choose one of them.' } };
  const { mode } = form.data;
  const [location, team] = [form.data.location?.trim() ?? '', form.data.team?.trim().toLowerCase() ?? ''];
  if (location !== '' && team !== '')
    return { kind: 'errors', errors: { team: 'Name a location or a team, not both.' } };
  const scope = await scopeOf(services.store, { location, team });
  if (scope === undefined) return { kind: 'errors', errors: { team: NO_MANAGER } };
  await services.store.transaction((tx) =>
    savePrivacyRule(tx, { ...scope, mode }, { by: actor.slackUserId, now }),
  );
  await refreshAll(services);
  return { kind: 'update', view: privacySavedModal() };
}

async function scopeOf(
  store: Store,
  { location, team }: { readonly location: string; readonly team: string },
): Promise<Omit<PrivacyRule, 'mode'> | undefined> {
  if (location !== '') return { scope: 'location', scopeId: location.toLowerCase() };
  if (team === '') return { scope: 'all', scopeId: '' };
  const people = await store.db.selectFrom('person').select(['id', 'email']).execute();
  const [manager, ...others] = people.filter(({ email }) => email.toLowerCase() === team);
  return manager && others.length === 0 ? { scope: 'team', scopeId: manager.id } : undefined;
}
