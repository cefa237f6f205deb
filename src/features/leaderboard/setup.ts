import type { Services } from '#feature.ts';
import { dayIn } from '#lib/days.ts';
import { Refusal } from '#lib/errors.ts';
import { readJson } from '#lib/json.ts';
import { metricContext } from '#metrics/context.ts';
import type { Action, Modal, SubmitCall, SubmitOutcome } from '#slack/routes.ts';
import { BoardDraft } from './board.ts';
import { formChoices } from './choices.ts';
import { readForm } from './form.ts';
import { previewBoard } from './posts.ts';
import { readContent } from './read-board.ts';
import { startBoard } from './run.ts';
import { CONFIRM, doneModal, previewModal, SAMPLE, SETUP, setupModal } from './setup-views.ts';
import { boardLines } from './views.ts';

/** Opens the form. */
export const setupAction: Action<Services> = {
  id: SETUP,
  permission: 'installer',
  shows: ['D9'],
  async run({ openModal, channelId, timeZone }) {
    await openModal(setupModal({ channelId: channelId ?? '', timeZone }));
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

/** The preview: confirming it starts the board. */
export const setupPreview: Modal<Services> = {
  id: CONFIRM,
  permission: 'installer',
  shows: ['D9'],
  async submit({ services, metadata, actor, now }) {
    const { replaces, ...spec } = readDraft(metadata);
    await startBoard(services, spec, { userId: actor.slackUserId, now, replaces });
    return { kind: 'update', view: doneModal(spec) };
  },
};

/** Sends the message itself, table and chart included, to the one who previews it. */
export const sampleAction: Action<Services> = {
  id: SAMPLE,
  permission: 'installer',
  shows: ['D1', 'D9'],
  run: ({ services, value }) => previewBoard(services, readDraft(value)),
};

async function submitForm({ services, values, metadata, now }: SubmitCall<Services>): Promise<SubmitOutcome> {
  const { calendar } = await metricContext(services.store, now);
  const read = readForm(values, formChoices(calendar, dayIn(calendar.zone, now)));
  if (read.kind === 'errors') return read;
  const content = await readContent(services, read.spec, { now, snapshots: [] });
  const replaces = /^\d{1,9}$/.test(metadata) ? Number(metadata) : undefined;
  return { kind: 'update', view: previewModal({ ...read.spec, replaces }, boardLines(content)) };
}

function readDraft(text: string): BoardDraft {
  const draft = BoardDraft.safeParse(readJson(text));
  if (draft.success) return draft.data;
  throw new Refusal('This form cannot be read any more.', 'Open it again with /attain leaderboard setup.');
}
