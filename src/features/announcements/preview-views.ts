import { hourLabel } from '#lib/weekly.ts';
import { context, divider, section } from '#slack/blocks/layout.ts';
import { joinText } from '#slack/blocks/lines.ts';
import type { Block } from '#slack/blocks/message.ts';
import type { ModalView } from '#slack/blocks/modal.ts';
import { channelName } from '#slack/blocks/references.ts';
import { radioInput } from '#slack/blocks/selects.ts';
import { textInput } from '#slack/blocks/inputs.ts';
import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import type { Announcement } from './announcement.ts';
import type { NamedMeaning } from './meaning.ts';
import { dayText, meaningLine, type Tied, wordBlocks } from './message-views.ts';

export const PREVIEW = 'announcements.preview';
const WAITING = 'announcements.waiting';
export const DECIDE = 'announcements.decide';
export const VERDICT = 'verdict';
export const REMARK = 'remark';
const APPROVE = 'approve';
export const SEND_BACK = 'send_back';
const LONGEST_REMARK = 500;
/** Why nobody of a role or team is reached, and what would change that. */
const ONLY_LINKED = mrkdwn`Direct messages go to people who are linked to Salesforce.`;

/** An audience by name with how many people of it are reached directly. */
export interface AudiencePart {
  readonly name: string;
  readonly people: number;
}

/** What is about to go out, and to whom. */
export interface Preview {
  readonly announcement: Announcement;
  readonly tied: Tied;
  readonly parts: readonly AudiencePart[];
  /** What some of them read besides, with how many they are. */
  readonly meanings: readonly (AudiencePart & { readonly meaning: NamedMeaning })[];
  /** Reached directly, each counted once. */
  readonly people: number;
  /** Zones in which they are. */
  readonly zones: number;
  /** Whether somebody else approves it. */
  readonly needsApproval: boolean;
  /** Said where the number of people has changed since it was last shown. */
  readonly hasChanged?: boolean;
}

/** What its author sees before it leaves their hands. */
export function previewModal(preview: Preview): ModalView {
  const { announcement, needsApproval, people } = preview;
  return {
    id: PREVIEW,
    title: 'Preview',
    submit: needsApproval ? 'Ask for approval' : 'Approve and send',
    close: 'Keep as draft',
    metadata: JSON.stringify({ id: announcement.id, people }),
    blocks: [
      ...reachBlocks(preview),
      section(
        needsApproval
          ? mrkdwn`Somebody else approves it before anything leaves.`
          : mrkdwn`Nobody else may approve it, so you do, and the audit log says so.`,
      ),
      ...bodyBlocks(preview),
    ],
  };
}

/** What its author sees while it waits: the same, with nothing left to do. */
export function waitingModal(preview: Preview): ModalView {
  return {
    id: WAITING,
    title: 'Waits for approval',
    submit: null,
    close: 'Close',
    metadata: '',
    blocks: [
      ...reachBlocks(preview),
      section(
        mrkdwn`Nothing has left. Whoever may approve it has been told; you hear when it goes out or comes back.`,
      ),
      ...bodyBlocks(preview),
    ],
  };
}

/** What whoever approves it decides on. */
export function decideModal(preview: Preview): ModalView {
  const { announcement, people } = preview;
  return {
    id: DECIDE,
    title: 'Approve a change',
    submit: 'Decide',
    close: 'Not now',
    metadata: JSON.stringify({ id: announcement.id, people }),
    blocks: [
      ...reachBlocks(preview),
      ...bodyBlocks(preview),
      divider(),
      radioInput({
        id: VERDICT,
        label: 'Your decision',
        choices: [
          { value: APPROVE, label: `Approve: it goes to ${reachWords(preview)}` },
          { value: SEND_BACK, label: 'Send it back' },
        ],
        initial: APPROVE,
      }),
      textInput({
        id: REMARK,
        label: 'What should change, if you send it back',
        optional: true,
        multiline: true,
        maxLength: LONGEST_REMARK,
      }),
    ],
  };
}

/** "12 people and 2 channels" */
export function reachWords({ people, announcement }: Pick<Preview, 'people' | 'announcement'>): string {
  const channels = announcement.audience.channels.length;
  const words = [
    ...(people > 0 || channels === 0 ? [people === 1 ? '1 person' : `${people} people`] : []),
    ...(channels > 0 ? [channels === 1 ? '1 channel' : `${channels} channels`] : []),
  ];
  return words.join(' and ');
}

function reachBlocks(preview: Preview): readonly Block[] {
  const { announcement, parts, zones, hasChanged } = preview;
  const { sendOn, sendHour, audience } = announcement;
  const hour = escapeText(hourLabel(sendHour));
  const where = zones > 1 ? mrkdwn`, in each of ${zones} time zones` : mrkdwn``;
  const lines: readonly SafeText[] = [
    ...(hasChanged ? [mrkdwn`*The number of people has changed since you last looked. Look again.*`] : []),
    mrkdwn`*It reaches ${escapeText(reachWords(preview))}* on ${dayText(sendOn)} at ${hour}${where}, or at once where that is over.`,
    ...parts.map(partLine),
    ...audience.channels.map((id) => mrkdwn`${channelName(id)}: posted in the channel.`),
  ];
  return [section(joinText(lines))];
}

function partLine({ name, people }: AudiencePart): SafeText {
  if (people === 0) return mrkdwn`${escapeText(name)}: nobody gets it yet. ${ONLY_LINKED}`;
  return mrkdwn`${escapeText(name)}: ${people === 1 ? mrkdwn`1 person` : mrkdwn`${people} people`}, as a direct message.`;
}

function meaningReaders({ name, people }: AudiencePart): SafeText {
  if (people === 0) return mrkdwn`${escapeText(name)}, nobody reads this yet. ${ONLY_LINKED}`;
  return mrkdwn`${escapeText(name)}, ${people === 1 ? mrkdwn`1 person reads` : mrkdwn`${people} people read`} this below the priorities. Nobody else does.`;
}

/** What all read, then what some read besides, as they will; what stands below it differs. */
function bodyBlocks({ announcement, tied, people, meanings }: Preview): readonly Block[] {
  const { channels } = announcement.audience;
  const below = [
    ...(people > 0
      ? [
          mrkdwn`As a direct message: below it "I have read it" and "Ask a question", why they get it, and how to get less.`,
        ]
      : []),
    ...(channels.length > 0 ? [mrkdwn`In a channel: below it "I have read it" and "Ask a question".`] : []),
  ];
  return [
    divider(),
    ...wordBlocks(announcement, tied),
    context(joinText(below)),
    ...meanings.flatMap((part) => [
      divider(),
      context(meaningReaders(part)),
      section(meaningLine(part.meaning)),
    ]),
  ];
}
