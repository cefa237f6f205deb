import type { Services } from '#feature.ts';
import type { Modal, SubmitOutcome } from '#slack/routes.ts';
import type { Announcement } from './announcement.ts';
import { readChoices } from './audience.ts';
import { FOR_ANNOUNCERS, noDraft, ownOf } from './found.ts';
import { partsOf } from './meaning.ts';
import { MEANINGS_FORM, meaningsModal, readMeaningsForm } from './meanings-form.ts';
import { readMeanings, saveMeanings } from './meanings-store.ts';
import { previewModal } from './preview-views.ts';
import { readPreview } from './preview.ts';

/**
 * From a draft that was kept: to what it means for single roles and teams where its author wants to say that, else to the
 * preview. What was written for a part that it no longer goes to is dropped; a correction begins with what it corrects.
 */
export async function afterDraft(
  services: Services,
  draft: Announcement,
  { hasMeanings, now }: { readonly hasMeanings: boolean; readonly now: Temporal.Instant },
): Promise<SubmitOutcome> {
  const { store } = services;
  const { id, correctsId, audience } = draft;
  const own = await readMeanings(store, id);
  const before = own.length > 0 || correctsId === null ? own : await readMeanings(store, correctsId);
  const parts = partsOf(audience);
  const written = before.filter((one) =>
    parts.some(({ kind, partId }) => kind === one.kind && partId === one.partId),
  );
  await store.transaction((tx) => saveMeanings(tx, id, hasMeanings ? written : []));
  if (!hasMeanings) return { kind: 'update', view: previewModal(await readPreview(services, draft, now)) };
  return { kind: 'update', view: meaningsModal(draft, { choices: await readChoices(store), written }) };
}

/** Keeps what was written for parts of the audience and shows all of it as it will be read. */
export const meaningsForm: Modal<Services> = {
  id: MEANINGS_FORM,
  ...FOR_ANNOUNCERS,
  async submit(call): Promise<SubmitOutcome> {
    const { services, metadata, values, now } = call;
    const draft = await ownOf(call, metadata);
    if (draft.state !== 'draft') throw noDraft();
    const read = readMeaningsForm(values, draft);
    if ('errors' in read) return { kind: 'errors', errors: read.errors };
    await services.store.transaction((tx) => saveMeanings(tx, draft.id, read));
    return { kind: 'update', view: previewModal(await readPreview(services, draft, now)) };
  },
};
