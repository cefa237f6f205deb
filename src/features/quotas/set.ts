import type { Services } from '#feature.ts';
import { Refusal } from '#lib/errors.ts';
import type { Actor } from '#model/access.ts';
import { type MetricContext, metricContext } from '#metrics/context.ts';
import { companyToday } from '#metrics/today.ts';
import type { Action, Modal, ModalValues, SubmitCall, SubmitOutcome } from '#slack/routes.ts';
import { escapeText, mrkdwn } from '#slack/blocks/text.ts';
import { linkedManager, otherAdmins, requesterOf } from './approvers.ts';
import { plainWishes, readWishes } from './carried-wishes.ts';
import { applyWishes, previewChanges, whenOf } from './change.ts';
import { changeTexts } from './change-lines.ts';
import { doneModal, previewModal, setModal } from './forms.ts';
import { capital, quotasWords } from './words.ts';
import { ACTIONS, MODALS } from './ids.ts';
import { readKnown } from './import.ts';
import { checkLine, type Known, NO_LINE } from './policy.ts';
import { tellApprovers } from './posts.ts';
import { propose } from './proposals.ts';
import { isAdmin, refuseOthers, teamOf } from './rights.ts';
import type { QuotaWish } from './wish.ts';

/** Opens the form for one quota. */
export const setAction: Action<Services> = {
  id: ACTIONS.set,
  permission: 'anyone',
  shows: ['D9'],
  async run({ actor, openModal }) {
    if (!isAdmin(actor) && actor.personId === null) {
      throw new Refusal('Quotas are set by managers and by whoever installed Attain.', 'Ask one of them.');
    }
    await openModal(setModal(isAdmin(actor)));
    return undefined;
  },
};

/** The form: mistakes are said next to their fields, else the preview follows. */
export const setForm: Modal<Services> = {
  id: MODALS.set,
  permission: 'anyone',
  shows: ['D9'],
  submit: submitForm,
};

/** The preview: the installer's quota holds at once, a manager's waits for approval. */
export const setPreview: Modal<Services> = {
  id: MODALS.setPreview,
  permission: 'anyone',
  shows: ['D9'],
  submit: confirm,
};

async function submitForm({ services, actor, values, now }: SubmitCall<Services>): Promise<SubmitOutcome> {
  const context = await metricContext(services.store, now);
  const known = await knownTo(context, actor);
  const wish = checkLine({ ...NO_LINE, ...textsOf(values) }, { ...known, suggest: isAdmin(actor) });
  if (Array.isArray(wish)) {
    const errors = wish.map(({ column, problem, remedy }) => [
      column ?? 'amount',
      `${capital(problem)}. ${remedy}`,
    ]);
    return { kind: 'errors', errors: Object.fromEntries(errors) };
  }
  const changes = await previewChanges(services.store, [wish], whenOf(context));
  if (changes.length === 0) {
    return {
      kind: 'errors',
      errors: { amount: 'This is the quota already. Enter another amount, or cancel.' },
    };
  }
  const said = isAdmin(actor)
    ? mrkdwn`This changes 1 quota:`
    : mrkdwn`This proposes to change 1 quota; it counts once it is approved:`;
  return {
    kind: 'update',
    view: previewModal({
      id: MODALS.setPreview,
      submit: isAdmin(actor) ? 'Set' : 'Propose',
      said,
      lines: await changeTexts(context, changes),
      metadata: JSON.stringify(plainWishes([wish])),
    }),
  };
}

async function confirm({ services, actor, metadata, now }: SubmitCall<Services>): Promise<SubmitOutcome> {
  const { store } = services;
  const wishes = readWishes(metadata);
  const context = await metricContext(store, now);
  await refuseOthers(companyToday(context), { actor, personIds: wishes.map(({ personId }) => personId) });
  const reason = wishes[0]?.reason ?? null;
  if (!isAdmin(actor)) {
    await proposeToManager(services, context, { wishes, reason, actor });
    const said = mrkdwn`Proposed. Whoever installed Attain, or a manager above you, approves it with \`/attain quotas\`.`;
    return { kind: 'update', view: doneModal(said) };
  }
  const by = actor.slackUserId;
  const { changes, batchId } = await applyWishes(store, wishes, {
    ...whenOf(context),
    now,
    kind: 'set',
    source: 'slack',
    madeBy: by,
    approvedBy: by,
    reason,
  });
  const what = escapeText(quotasWords(changes.length));
  const said = batchId === undefined ? mrkdwn`Nothing changed.` : mrkdwn`${what} set, as change ${batchId}.`;
  return { kind: 'update', view: doneModal(said, await changeTexts(context, changes)) };
}

/** Keeps a manager's wishes, and tells the nearest manager above who can be told, else the admins. */
async function proposeToManager(
  { store, outbox }: Services,
  context: MetricContext,
  {
    wishes,
    reason,
    actor,
  }: { readonly wishes: readonly QuotaWish[]; readonly reason: string | null; readonly actor: Actor },
): Promise<void> {
  const requester = { ...requesterOf(actor), now: context.now };
  const people = new Set(wishes.map(({ personId }) => personId)).size;
  await store.transaction(async (tx) => {
    const proposal = await propose(tx, { kind: 'set', wishes, takesBack: null, people, reason }, requester);
    const company = { store: tx, day: companyToday(context).day };
    const above = actor.personId === null ? undefined : await linkedManager(company, actor.personId);
    const audiences = above === undefined ? await otherAdmins(tx, requester, context.now) : [above];
    await tellApprovers(outbox, tx, { proposal, audiences });
  });
  await outbox.wake();
}

/** What the asker's form is checked against: a manager knows the e-mails of the people below them and no others. */
async function knownTo(context: MetricContext, actor: Actor): Promise<Known> {
  const known = await readKnown(context);
  if (isAdmin(actor)) return known;
  const team = await teamOf(companyToday(context), actor);
  return { ...known, people: new Map(team.map(({ id, email }) => [email.toLowerCase(), [id]])) };
}

/** The texts of a form, trimmed; empty where nothing was entered. */
export function textsOf(values: ModalValues): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values).map(([id, value]) => [id, typeof value === 'string' ? value.trim() : '']),
  );
}
