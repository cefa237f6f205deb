import type { Services } from '#feature.ts';
import { Refusal } from '#lib/errors.ts';
import { escapeText, mrkdwn } from '#slack/blocks/text.ts';
import type { Action, Modal, SubmitCall, SubmitOutcome } from '#slack/routes.ts';
import { appendAudit } from '#store/audit.ts';
import type { Announcement } from './announcement.ts';
import { LOOK } from './approval-views.ts';
import { readReaders } from './audience.ts';
import { confirmed, FOR_ANNOUNCERS } from './found.ts';
import { SENT_BACK as SENT_BACK_KIND } from './keys.ts';
import { DECIDE, decideModal, REMARK, reachWords, SEND_BACK, VERDICT } from './preview-views.ts';
import type { Preview } from './preview-views.ts';
import { readPreview } from './preview.ts';
import { doneModal } from './question-views.ts';
import { mayApprove, otherAnnouncers, requireRight } from './rights.ts';
import { refreshAll, send } from './send.ts';
import { moveState, readAnnouncement } from './store.ts';

/** Opens what waits, with all it says and whom it reaches. */
export const lookAction: Action<Services> = {
  id: LOOK,
  ...FOR_ANNOUNCERS,
  async run({ services, actor, now, value, openModal }) {
    await requireRight(services.store, actor, now);
    const found = /^\d{1,9}$/.test(value) ? await readAnnouncement(services.store, Number(value)) : undefined;
    const announcement = await decidable(services, found, { by: actor.slackUserId, now });
    await openModal(decideModal(await readPreview(services, announcement, now)));
    return undefined;
  },
};

export const decideForm: Modal<Services> = {
  id: DECIDE,
  ...FOR_ANNOUNCERS,
  async submit(call): Promise<SubmitOutcome> {
    const { services, actor, values, now } = call;
    await requireRight(services.store, actor, now);
    const { announcement: found, people } = await confirmed(call);
    const announcement = await decidable(services, found, { by: actor.slackUserId, now });
    if (values[VERDICT] === SEND_BACK) return sendBack(call, announcement);
    const preview = await readPreview(services, announcement, now);
    if (preview.people !== people)
      return { kind: 'update', view: decideModal({ ...preview, hasChanged: true }) };
    return approve(call, { announcement, from: 'waiting', preview });
  },
};

/** One that waits and that they may decide: of another person, or of themself where nobody else has the right. */
async function decidable(
  { store }: Services,
  found: Announcement | undefined,
  { by, now }: { readonly by: string; readonly now: Temporal.Instant },
): Promise<Announcement> {
  if (found?.state !== 'waiting')
    throw new Refusal('That does not wait for approval any more.', 'See /attain announce.');
  const others = await otherAnnouncers(store, found.authorId, now);
  if (!mayApprove(by, { authorId: found.authorId, others }))
    throw new Refusal('Somebody other than its author approves it.', 'They have been told.');
  return found;
}

/** Fixes who gets it and when, and hands it to the outbox; who approved is in the audit log, alone or not. */
export async function approve(
  { services, actor, now }: SubmitCall<Services>,
  {
    announcement,
    from,
    preview,
  }: {
    readonly announcement: Announcement;
    readonly from: 'draft' | 'waiting';
    readonly preview: Preview;
  },
): Promise<SubmitOutcome> {
  const { store, outbox } = services;
  const { id, authorId, audience, correctsId } = announcement;
  const by = actor.slackUserId;
  const readers = await readReaders(services, audience, now);
  const isDone = await store.transaction(async (tx) => {
    if (!(await moveState(tx, id, { from, to: 'scheduled', approverId: by }))) return false;
    await send(services, tx, { announcement, readers, now });
    const detail = { author: authorId, isAlone: by === authorId, people: readers.length };
    await appendAudit(tx, { actor: by, action: 'announcement.approved', subject: String(id), detail, now });
    if (correctsId !== null) await refreshAll(services, tx, correctsId);
    return true;
  });
  if (!isDone) throw new Refusal('That was decided meanwhile.', 'See /attain announce.');
  await outbox.wake();
  return {
    kind: 'update',
    view: doneModal(
      'Approved',
      mrkdwn`It goes to ${escapeText(reachWords(preview))}. Its author has a page that shows how it lands.`,
    ),
  };
}

async function sendBack(
  { services, values, now }: SubmitCall<Services>,
  { id, authorId }: Announcement,
): Promise<SubmitOutcome> {
  const { store, outbox } = services;
  const written = values[REMARK];
  const sentBack = typeof written === 'string' ? written.trim().slice(0, 500) : '';
  const isDone = await store.transaction(async (tx) => {
    if (!(await moveState(tx, id, { from: 'waiting', to: 'draft', sentBack }))) return false;
    const key = `${SENT_BACK_KIND}/${id}/${now.toString()}`;
    await outbox.record(tx, { key, kind: SENT_BACK_KIND, params: { announcement: id }, audience: authorId });
    return true;
  });
  if (!isDone) throw new Refusal('That was decided meanwhile.', 'See /attain announce.');
  await outbox.wake();
  return { kind: 'update', view: doneModal('Sent back', mrkdwn`Its author is told and can change it.`) };
}
