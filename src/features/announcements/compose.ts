import { z } from 'zod';
import type { Services } from '#feature.ts';
import { mrkdwn } from '#slack/blocks/text.ts';
import type { Action, ActionCall, Modal, SubmitCall, SubmitOutcome } from '#slack/routes.ts';
import { companyDay } from '#store/company.ts';
import type { Announcement } from './announcement.ts';
import { approve } from './approve.ts';
import { readChoices } from './audience.ts';
import { draftOf, readDraft } from './draft.ts';
import { FORM, formModal } from './form-view.ts';
import { confirmed, FOR_ANNOUNCERS, noDraft, ownOf, parsed } from './found.ts';
import { APPROVE as APPROVE_KIND } from './keys.ts';
import { afterDraft } from './meanings.ts';
import { readMeanings } from './meanings-store.ts';
import { CORRECT, EDIT, NEW } from './page-views.ts';
import { PREVIEW, previewModal } from './preview-views.ts';
import { readPreview } from './preview.ts';
import { doneModal } from './question-views.ts';
import { otherAnnouncers, requireRight } from './rights.ts';
import { moveState, readAnnouncement, readSentBack, saveDraft } from './store.ts';

/** Carried by the form: the draft it changes, or what it corrects. From the client, so both are looked up anew. */
const Carried = z.object({ id: z.int().nullable(), corrects: z.int().nullable() });

export const newAction: Action<Services> = {
  id: NEW,
  ...FOR_ANNOUNCERS,
  run: (call) => openForm(call, { id: null, corrects: null }),
};

export const editAction: Action<Services> = {
  id: EDIT,
  ...FOR_ANNOUNCERS,
  run: async (call) => openForm(call, { id: (await ownOf(call, call.value)).id, corrects: null }),
};

/** A correction is an announcement of its own, which begins with the words it corrects. */
export const correctAction: Action<Services> = {
  id: CORRECT,
  ...FOR_ANNOUNCERS,
  run: async (call) => openForm(call, { id: null, corrects: (await ownOf(call, call.value)).id }),
};

/** Opens the form: empty, with a draft, or with what is to be corrected. */
export async function openForm(
  { services, actor, now, openModal }: Pick<ActionCall<Services>, 'services' | 'actor' | 'now' | 'openModal'>,
  carried: z.infer<typeof Carried>,
): Promise<undefined> {
  const { store } = services;
  await requireRight(store, actor, now);
  const from = carried.id ?? carried.corrects;
  const kept = from === null ? undefined : await readAnnouncement(store, from);
  if (carried.id !== null && kept?.state !== 'draft') throw noDraft();
  await openModal(
    formModal({
      draft: kept && draftOf(kept),
      choices: await readChoices(store),
      today: await companyDay(store, now),
      hasMeanings: from !== null && (await readMeanings(store, from)).length > 0,
      sentBack: carried.id === null ? undefined : await readSentBack(store, carried.id),
      metadata: JSON.stringify(carried),
    }),
  );
  return undefined;
}

/** Keeps the draft and shows it as it will be read. */
export const writeForm: Modal<Services> = {
  id: FORM,
  ...FOR_ANNOUNCERS,
  async submit({ services, actor, values, metadata, now }): Promise<SubmitOutcome> {
    const { store } = services;
    await requireRight(store, actor, now);
    const carried = Carried.safeParse(parsed(metadata));
    if (!carried.success) throw noDraft();
    const read = readDraft(values, await readChoices(store));
    if (read.kind === 'errors') return read;
    const { id, corrects } = carried.data;
    const corrected = corrects === null ? undefined : await readAnnouncement(store, corrects);
    const isOwn = corrected?.authorId === actor.slackUserId && corrected.state === 'scheduled';
    const by = { authorId: actor.slackUserId, id, correctsId: isOwn ? corrected.id : null, now };
    const savedId = await saveDraft(store, read.draft, by);
    const saved = savedId === undefined ? undefined : await readAnnouncement(store, savedId);
    if (saved === undefined) throw noDraft();
    return afterDraft(services, saved, { hasMeanings: read.hasMeanings, now });
  },
};

/** From the preview on: to those who may approve it, or, where nobody else may, out. */
export const previewForm: Modal<Services> = {
  id: PREVIEW,
  ...FOR_ANNOUNCERS,
  async submit(call): Promise<SubmitOutcome> {
    const { services, actor, now } = call;
    await requireRight(services.store, actor, now);
    const { announcement, people } = await confirmed(call);
    if (announcement.authorId !== actor.slackUserId || announcement.state !== 'draft') throw noDraft();
    const preview = await readPreview(services, announcement, now);
    if (preview.people !== people)
      return { kind: 'update', view: previewModal({ ...preview, hasChanged: true }) };
    if (preview.needsApproval) return askForApproval(call, announcement);
    return approve(call, { announcement, from: 'draft', preview });
  },
};

async function askForApproval(
  { services, actor, now }: SubmitCall<Services>,
  { id }: Announcement,
): Promise<SubmitOutcome> {
  const { store, outbox } = services;
  const others = await otherAnnouncers(store, actor.slackUserId, now);
  const isAsked = await store.transaction(async (tx) => {
    if (!(await moveState(tx, id, { from: 'draft', to: 'waiting' }))) return false;
    for (const audience of others) {
      const key = `${APPROVE_KIND}/${id}/${audience}/${now.toString()}`;
      await outbox.record(tx, { key, kind: APPROVE_KIND, params: { announcement: id }, audience });
    }
    return true;
  });
  if (!isAsked) throw noDraft();
  await outbox.wake();
  const asked = others.length === 1 ? mrkdwn`1 person` : mrkdwn`${others.length} people`;
  return {
    kind: 'update',
    view: doneModal(
      'Waits for approval',
      mrkdwn`${asked} may approve it and will be told. You hear when it goes out or comes back.`,
    ),
  };
}
