import type { Services } from '#feature.ts';
import { Refusal } from '#lib/errors.ts';
import { readJson } from '#lib/json.ts';
import { metricContext } from '#metrics/context.ts';
import { companyToday } from '#metrics/today.ts';
import type { Action, Modal, SubmitCall, SubmitOutcome } from '#slack/routes.ts';
import { CelebrationDraft } from './celebration.ts';
import { readForm } from './form.ts';
import { messagesPerWeek } from './load.ts';
import { sampleMessage } from './sample.ts';
import { CONFIRM, doneModal, previewModal, SETUP, setupModal } from './setup-views.ts';
import { startCelebration } from './start.ts';
import { readManagers } from './teams.ts';

/** Opens the form. */
export const setupAction: Action<Services> = {
  id: SETUP,
  permission: 'installer',
  shows: ['D9'],
  async run({ services, openModal, channelId, timeZone }) {
    const currency = await currencyOf(services);
    await openModal(setupModal({ channelId: channelId ?? '', timeZone, currency }));
    return undefined;
  },
};

/** The form: mistakes are said next to their fields, else the preview follows. */
export const setupForm: Modal<Services> = {
  id: SETUP,
  permission: 'installer',
  shows: ['D9'],
  submit: submitForm,
};

/** The preview: confirming it keeps it. */
export const setupPreview: Modal<Services> = {
  id: CONFIRM,
  permission: 'installer',
  shows: ['D9'],
  async submit({ services, metadata, actor, now }) {
    const draft = readDraft(metadata);
    await startCelebration(services, draft, { by: actor.slackUserId, now });
    return { kind: 'update', view: doneModal(draft) };
  },
};

/** ISO code of the organisation's currency; US dollars before Salesforce was read. */
export async function currencyOf({ store }: Pick<Services, 'store'>): Promise<string> {
  const row = await store.db.selectFrom('organization').select('currency').executeTakeFirst();
  return row?.currency ?? 'USD';
}

async function submitForm({ services, values, metadata, now }: SubmitCall<Services>): Promise<SubmitOutcome> {
  const context = await metricContext(services.store, now);
  const company = companyToday(context);
  const managers = await readManagers(company);
  const read = readForm(values, {
    currency: context.currency,
    managerWith(email) {
      const [only, ...others] = managers.filter((one) => one.email === email);
      return others.length === 0 ? only?.id : undefined;
    },
  });
  if (read.kind === 'errors') return read;
  const { spec } = read;
  const channel = await channelProblem(services, spec.channelId);
  if (channel !== undefined) return { kind: 'errors', errors: { channel } };
  const replaces = /^[1-9]\d{0,8}$/.test(metadata) ? Number(metadata) : undefined;
  const view = previewModal({
    draft: { ...spec, replaces },
    teamName: managers.find(({ id }) => id === spec.teamId)?.name,
    perWeek: await messagesPerWeek(company, spec),
    sample: await sampleMessage(context, spec),
  });
  return { kind: 'update', view };
}

/** Why nothing would be said in a channel; undefined where it would, or where nobody can be asked. */
async function channelProblem(
  { channels }: Pick<Services, 'channels'>,
  channelId: string,
): Promise<string | undefined> {
  if (channels === undefined) return undefined;
  const readers = await channels.readersOf(channelId);
  if (readers === undefined) return 'Attain is not in that channel: invite it there first.';
  return readers.isExternal || readers.hasGuest
    ? 'Guests or another company read that channel: nothing would be said there.'
    : undefined;
}

function readDraft(text: string): CelebrationDraft {
  const draft = CelebrationDraft.safeParse(readJson(text));
  if (draft.success) return draft.data;
  throw new Refusal('This form cannot be read any more.', 'Open it again with /attain celebrate.');
}
