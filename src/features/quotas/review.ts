import type { Services } from '#feature.ts';
import { Refusal } from '#lib/errors.ts';
import { metricContext } from '#metrics/context.ts';
import { companyToday } from '#metrics/today.ts';
import { actions } from '#slack/blocks/button.ts';
import { header, section } from '#slack/blocks/layout.ts';
import { fitLines, joinText } from '#slack/blocks/lines.ts';
import { type Message, note } from '#slack/blocks/message.ts';
import type { Action, ActionCall, Modal } from '#slack/routes.ts';
import { dayToken } from '#slack/blocks/references.ts';
import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import { previewChanges, whenOf } from './change.ts';
import { changeTexts } from './change-lines.ts';
import { doneModal } from './forms.ts';
import { ACTIONS, MODALS } from './ids.ts';
import type { Looking } from './look.ts';
import { namesOf } from './people.ts';
import { decide, waitingFor } from './proposals.ts';
import { aloneModal, waitingText, waitsText } from './proposal-views.ts';
import { tellMaker } from './posts.ts';
import { requesterOf } from './approvers.ts';
import { type Batch, readBatches } from './rollback.ts';
import { submitRollback } from './two-persons.ts';
import { quotasWords, restoredWords } from './words.ts';

const SHOWN = 10;
const LEAST_REASON = 10;
const KIND_WORDS = new Map([
  ['set', 'set'],
  ['import', 'imported'],
  ['split', 'set by a plan'],
]);

/** Proposals that wait for the asker, each with what it would change. */
export async function lookAtWaiting({ services, actor, now }: Looking): Promise<Message> {
  const context = await metricContext(services.store, now);
  const waiting = (await waitingFor({ ...companyToday(context), now }, actor)).slice(0, SHOWN);
  if (waiting.length === 0) return note(mrkdwn`No proposal waits for you.`);
  const names = await namesOf(
    services.store,
    waiting.flatMap(({ madeByPerson }) => madeByPerson ?? []),
  );
  const blocks: Message['blocks'][number][] = [header('Proposed quotas')];
  // Among several that wait none is more urgent.
  const outstanding = waiting.length === 1 ? ({ style: 'primary' } as const) : {};
  const texts: SafeText[] = [];
  for (const proposal of waiting) {
    const changes = await previewChanges(services.store, proposal.wishes, whenOf(context));
    const lines = await changeTexts(context, changes);
    const by = proposal.isAlone ? 'You' : (names.get(proposal.madeByPerson ?? '')?.name ?? 'Somebody');
    const said = waitingText({ ...proposal, by, lines });
    const value = String(proposal.id);
    texts.push(said);
    blocks.push(
      section(said),
      actions(
        proposal.isAlone
          ? { action: ACTIONS.alone, label: 'Approve alone…', value }
          : { action: ACTIONS.approve, label: 'Approve', ...outstanding, value },
        { action: ACTIONS.reject, label: 'Reject', value },
      ),
    );
  }
  return { text: joinText(texts), blocks };
}

/** Approves or rejects a proposal by its number. */
export function decideAction(id: string, approve: boolean): Action<Services> {
  return {
    id,
    permission: 'anyone',
    shows: ['D9'],
    async run({ services, actor, now, value }) {
      const context = await metricContext(services.store, now);
      const decision = { ...whenOf(context), now };
      const applied = await decide(services.store, numberOf(value), { actor, approve, decision });
      await tellMaker(services, numberOf(value));
      if (applied === undefined) return note(mrkdwn`Rejected; nothing changed.`);
      const lines = await changeTexts(context, applied.changes);
      const said =
        applied.batchId === undefined
          ? mrkdwn`Approved; all of it holds already.`
          : mrkdwn`Approved, as change ${applied.batchId}${lines.length > 0 ? mrkdwn`:` : mrkdwn`.`}`;
      return note(fitLines([said, ...lines]));
    },
  };
}

/** An only admin approves what they proposed themself: opens the form that asks why. */
export const aloneAction: Action<Services> = {
  id: ACTIONS.alone,
  permission: 'installer',
  shows: ['D9'],
  async run({ value, openModal }) {
    await openModal(aloneModal(String(numberOf(value))));
    return undefined;
  },
};

/** Confirms it; refused as soon as there is another admin. */
export const aloneForm: Modal<Services> = {
  id: MODALS.alone,
  permission: 'installer',
  shows: ['D9'],
  async submit({ services, actor, metadata, values, now }) {
    const alone = typeof values['reason'] === 'string' ? values['reason'].trim() : '';
    if (alone.length < LEAST_REASON)
      return { kind: 'errors', errors: { reason: 'Say it in a few words: the audit log keeps it.' } };
    const context = await metricContext(services.store, now);
    const decision = { ...whenOf(context), now };
    const applied = await decide(services.store, numberOf(metadata), {
      actor,
      approve: true,
      decision,
      alone,
    });
    const said =
      applied?.batchId === undefined
        ? mrkdwn`Approved; all of it holds already.`
        : mrkdwn`Approved alone, as change ${applied.batchId}.`;
    return { kind: 'update', view: doneModal(said) };
  },
};

/** The latest changes, each of which can be taken back as a whole. */
export async function lookAtChanges({ services }: Pick<Looking, 'services'>): Promise<Message> {
  const batches = await readBatches(services.store, SHOWN);
  if (batches.length === 0) return note(mrkdwn`No quota was changed here yet.`);
  const title = 'Changes of quotas';
  return {
    text: joinText([escapeText(title), ...batches.map(batchLine)]),
    blocks: [
      header(title),
      ...batches.flatMap((batch) => [
        section(batchLine(batch)),
        ...(batch.rolledBackBy === null ? [takeBackButton(batch)] : []),
      ]),
    ],
  };
}

/** Takes a change back: every quota of it gets a version that restores what held before. */
export async function takeBack({ services, actor, now, value }: ActionCall<Services>): Promise<Message> {
  const id = numberOf(value);
  const done = await submitRollback(services, id, { ...requesterOf(actor), now, reason: null });
  if (done.waits) return note(waitsText(done.waits));
  return note(
    mrkdwn`${escapeText(restoredWords(done.restored))} before change ${id}. That is change ${done.batchId ?? 0}.`,
  );
}

function takeBackButton(batch: Batch) {
  return actions({
    action: ACTIONS.takeBack,
    label: 'Take back',
    spoken: `Take back change ${batch.id}`,
    value: String(batch.id),
    confirm: {
      title: 'Take this change back?',
      text: `A new version restores what held before: ${quotasWords(batch.quotas)}. Nothing is deleted.`,
      yes: 'Take back',
      no: 'Leave it',
    },
  });
}

function batchLine({ id, kind, quotas, madeAt, reason, rollsBack, rolledBackBy }: Batch): SafeText {
  const done = `${quotasWords(quotas)} ${KIND_WORDS.get(kind) ?? 'changed'}`;
  const what = rollsBack === null ? done : `change ${rollsBack} taken back, ${quotasWords(quotas)}`;
  const gone = rolledBackBy === null ? '' : `, taken back by change ${rolledBackBy}`;
  const why = reason === null ? mrkdwn`` : mrkdwn` Reason: ${escapeText(reason)}`;
  return mrkdwn`Change ${id}, ${dayToken(madeAt)}: ${escapeText(`${what}${gone}.`)}${why}`;
}

function numberOf(value: string): number {
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw new Refusal('This button cannot be read any more.', 'Type /attain quotas again.');
}
