import { actions } from '#slack/blocks/button.ts';
import { textInput } from '#slack/blocks/inputs.ts';
import { context, section } from '#slack/blocks/layout.ts';
import { fitLines } from '#slack/blocks/lines.ts';
import type { Block, Message } from '#slack/blocks/message.ts';
import { note } from '#slack/blocks/message.ts';
import type { ModalView } from '#slack/blocks/modal.ts';
import { radioInput } from '#slack/blocks/selects.ts';
import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import { DEFAULT_MODE, PRIVACY_MODES } from './privacy-policy.ts';
import type { PrivacyRule } from './privacy-store.ts';

export const PRIVACY = 'leaderboard.privacy';
export const OPEN_PRIVACY = 'leaderboard.open_privacy';
export const LEAVE = 'leaderboard.leave';
export const JOIN = 'leaderboard.join';

/** The form for how boards may speak of people: of everyone, of a location, of a team. */
export function privacyModal(rules: readonly PrivacyRule[], nameOf: ReadonlyMap<string, string>): ModalView {
  const choices = Object.entries(PRIVACY_MODES).map(([value, label]) => ({ value, label }));
  const all = rules.find(({ scope }) => scope === 'all')?.mode ?? DEFAULT_MODE;
  return {
    id: PRIVACY,
    title: 'Names on boards',
    submit: 'Save',
    close: 'Cancel',
    metadata: '',
    blocks: [
      radioInput({ id: 'mode', label: 'On boards of people', choices, initial: all }),
      textInput({
        id: 'location',
        label: 'Only for a location',
        hint: 'As in Salesforce, such as Germany.',
        optional: true,
      }),
      textInput({
        id: 'team',
        label: 'Only for a team',
        hint: 'The e-mail of its manager.',
        optional: true,
      }),
      context(mrkdwn`Without either it holds for everyone else. Where several hold, the strictest counts.`),
      ...(rules.length > 0 ? [section(fitLines(rules.map((rule) => ruleLine(rule, nameOf))))] : []),
    ],
  };
}

function ruleLine({ scope, scopeId, mode }: PrivacyRule, nameOf: ReadonlyMap<string, string>): SafeText {
  const who = {
    all: 'everyone',
    location: scopeId,
    team: `the team of ${nameOf.get(scopeId) ?? 'somebody who is gone'}`,
  };
  return mrkdwn`For ${escapeText(who[scope], 80)}: ${escapeText(PRIVACY_MODES[mode].toLowerCase())}`;
}

/** Said when it was saved. */
export function privacySavedModal(): ModalView {
  return {
    id: `${PRIVACY}_saved`,
    title: 'Names on boards',
    submit: null,
    close: 'Close',
    metadata: '',
    blocks: [section(mrkdwn`Saved. Boards that stand in channels are being written afresh.`)],
  };
}

/** Said to who took themself off the boards, or went back. */
export function optedMessage(isOut: boolean): Message {
  return isOut
    ? note(
        mrkdwn`You stand on no board any more; messages that name you are being written afresh. Your results stay in the totals. \`/attain leaderboard join\` brings you back.`,
      )
    : note(mrkdwn`You stand on boards again. \`/attain leaderboard leave\` takes you off them.`);
}

/** The person's choice in App Home. */
export function optBlocks(isOut: boolean): readonly Block[] {
  const words = isOut ? mrkdwn`You stand on no leaderboard.` : mrkdwn`You may stand on leaderboards.`;
  const button = isOut
    ? { action: JOIN, label: 'Put me on boards' }
    : { action: LEAVE, label: 'Take me off boards' };
  return [section(words), actions(button)];
}
