import type { Services, SetupStep } from '#feature.ts';
import { escapeText, mrkdwn } from '#slack/blocks/text.ts';
import type { Action, Modal } from '#slack/routes.ts';
import { MAPPABLE, MAPPED_NAMES, readMappings } from '#sync/field-mapping.ts';
import { syncHealth } from '#sync/sync-health.ts';
import { areFieldsChecked, saveFieldsChecked } from './memory.ts';
import { CHECK_FIELDS, fieldsModal } from './views.ts';

const entry = { permission: 'installer', shows: ['D9'] } as const;

/** Looking through the fields that were found: a person vouches for them. */
export const fieldsStep: SetupStep = {
  id: 'fields',
  order: 20,
  title: 'Check the fields found in Salesforce',
  button: { action: CHECK_FIELDS, label: 'Look at the fields' },
  async state({ store }) {
    const [isDone, { gaps, objects }, mapped] = await Promise.all([
      areFieldsChecked(store),
      syncHealth(store),
      readMappings(store),
    ]);
    const named = `${mapped.length} of ${MAPPED_NAMES.length} special fields ${areWords(mapped.length)} named`;
    const isKnown = objects.length + gaps.length > 0;
    const missing = `${gaps.length} ${gaps.length === 1 ? 'field' : 'fields'} ${areWords(gaps.length)} missing`;
    const found = isKnown
      ? `${named}, ${missing}`
      : `${named}; what is missing is known once Salesforce has been read`;
    return { isDone, words: isDone ? `looked through; ${found}` : found };
  },
};

export const fieldsAction: Action<Services> = {
  id: CHECK_FIELDS,
  ...entry,
  async run({ services: { store }, openModal }) {
    const [known, { gaps, objects }] = await Promise.all([readMappings(store), syncHealth(store)]);
    const mapped = MAPPED_NAMES.map((name) => {
      const own = known.find((one) => one.name === name);
      const where = own ? `${own.object}.${own.field}` : `not named. ${MAPPABLE[name].without}`;
      return mrkdwn`${escapeText(capital(MAPPABLE[name].purpose))}: ${escapeText(where)}`;
    });
    const missing = gaps.map(
      ({ object, field, effect }) =>
        mrkdwn`${escapeText(field === '' ? object : `${object}.${field}`)}: ${escapeText(effect)}`,
    );
    await openModal(fieldsModal(mapped, objects.length + gaps.length > 0 ? missing : undefined));
    return undefined;
  },
};

export const fieldsModalEntry: Modal<Services> = {
  id: CHECK_FIELDS,
  ...entry,
  async submit({ services, actor, now }) {
    await saveFieldsChecked(services.store, { by: actor.slackUserId, now });
    return { kind: 'close' };
  },
};

function areWords(count: number): string {
  return count === 1 ? 'is' : 'are';
}

function capital(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}
