import { actions } from '#slack/blocks/button.ts';
import { section } from '#slack/blocks/layout.ts';
import { textInput } from '#slack/blocks/inputs.ts';
import { fitLines, joinText } from '#slack/blocks/lines.ts';
import { type Message, note } from '#slack/blocks/message.ts';
import type { ModalView } from '#slack/blocks/modal.ts';
import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import type { Applied } from './change.ts';
import { ACTIONS, MODALS } from './ids.ts';
import type { Proposal } from './proposals.ts';
import { peopleWords } from './words.ts';

interface Told {
  readonly id: number;
  readonly people: number;
  readonly reason: string | null;
  readonly takes_back: number | null;
}

/** To whoever may decide: what waits, and for how many people. */
export function proposedMessage({
  people,
  reason,
  takes_back: takesBack,
  name,
  isCommandLine,
}: Told & { readonly name: string | undefined; readonly isCommandLine: boolean }): Message {
  const who = isCommandLine
    ? mrkdwn`Whoever runs Attain's command line`
    : escapeText(name ?? 'An admin of Attain', 60);
  const what =
    takesBack === null
      ? mrkdwn`proposes quotas for ${escapeText(peopleWords(people))}`
      : mrkdwn`proposes to take change ${takesBack} back, which touches quotas of ${escapeText(peopleWords(people))}`;
  const why = reason === null ? mrkdwn`` : mrkdwn` Reason: ${escapeText(reason, 300)}`;
  const said = mrkdwn`${who} ${what}. Nothing changes until you or another approver agrees.${why}`;
  return {
    text: said,
    blocks: [section(said), actions({ action: ACTIONS.waiting, label: 'Look at it', style: 'primary' })],
  };
}

/** What waits, in a list of all that do: who proposes it, why, and what it would change. */
export function waitingText({
  by,
  isAlone,
  people,
  reason,
  takesBack,
  lines,
}: Pick<Proposal, 'isAlone' | 'people' | 'reason' | 'takesBack'> & {
  readonly by: string;
  readonly lines: readonly SafeText[];
}): SafeText {
  const why = reason === null ? mrkdwn`:` : mrkdwn`. Reason: ${escapeText(reason)}`;
  const changes = lines.length === 0 ? [mrkdwn`All of it holds already.`] : lines;
  return fitLines([
    mrkdwn`${escapeText(by, 60)} ${isAlone ? mrkdwn`proposed` : mrkdwn`proposes`} this${why}`,
    ...(people > 1 ? [mrkdwn`It touches ${escapeText(peopleWords(people))}.`] : []),
    ...(takesBack === null ? changes : [mrkdwn`Change ${takesBack} is to be taken back.`]),
  ]);
}

/** To who proposed it. */
export function decidedMessage({
  decision,
  batch_id: batchId,
  people,
  takes_back: takesBack,
}: Told & { readonly decision: 'approved' | 'rejected'; readonly batch_id: number | null }): Message {
  if (takesBack !== null) {
    if (decision === 'rejected')
      return note(mrkdwn`Your proposal to take change ${takesBack} back was not approved; nothing changed.`);
    return note(mrkdwn`Change ${takesBack} is taken back, as you proposed.`);
  }
  const what = mrkdwn`The quotas you proposed for ${escapeText(peopleWords(people))}`;
  if (decision === 'rejected') return note(mrkdwn`${what} were not approved; nothing changed.`);
  const change = batchId === null ? mrkdwn`` : mrkdwn`, as change ${batchId}`;
  return note(mrkdwn`${what} were approved and hold now${change}.`);
}

/** Said instead of "changed" where a second person is needed. */
export function waitsText({ proposal, people, isSole }: NonNullable<Applied['waits']>): SafeText {
  const rule = mrkdwn`This touches ${escapeText(peopleWords(people))}, so a second person has to approve it. Nothing has changed yet.`;
  if (!isSole) return mrkdwn`${rule} Proposal ${proposal} waits; the other admins of Attain were told.`;
  return joinText([
    rule,
    mrkdwn`You are the only admin. Name another one with \`/attain roles\`, or approve proposal ${proposal} alone under "Waiting for you", with a reason: the audit log keeps it.`,
  ]);
}

/** The form in which an only admin says why they approve alone. */
export function aloneModal(proposal: string): ModalView {
  return {
    id: MODALS.alone,
    title: 'Approve alone',
    submit: 'Approve',
    close: 'Cancel',
    metadata: proposal,
    blocks: [
      section(
        mrkdwn`So many people need two to decide, and you are the only admin. Your reason is kept in the audit log.`,
      ),
      textInput({ id: 'reason', label: 'Why it cannot wait for a second person' }),
    ],
  };
}
