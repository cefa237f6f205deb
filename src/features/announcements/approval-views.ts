import { actions } from '#slack/blocks/button.ts';
import { section } from '#slack/blocks/layout.ts';
import { joinText } from '#slack/blocks/lines.ts';
import type { Message } from '#slack/blocks/message.ts';
import { escapeText, mrkdwn } from '#slack/blocks/text.ts';
import type { Announcement } from './announcement.ts';
import { LONGEST } from './draft.ts';
import { dayText, titleText } from './message-views.ts';
import { EDIT } from './page-views.ts';

export const LOOK = 'announcements.look';

/** For whoever may approve it. */
export function approveMessage({ id, title, authorName, sendOn }: Announcement): Message {
  const text = mrkdwn`*${escapeText(authorName ?? 'Somebody', 60)} wants to announce: ${escapeText(title, LONGEST.title)}*\nIt goes out on ${dayText(sendOn)} once you or somebody else approves it.`;
  return {
    text,
    blocks: [
      section(text),
      actions({
        action: LOOK,
        label: 'Look and decide',
        value: String(id),
        style: 'primary',
        spoken: `Look and decide: ${title}`,
      }),
    ],
  };
}

/** For its author: that it came back. */
export function sentBackMessage({ id, title }: Announcement, remark: string | undefined): Message {
  const lines = [
    mrkdwn`*"${titleText({ title })}" was sent back to you.*`,
    ...(remark ? [mrkdwn`${escapeText(remark, 500)}`] : []),
  ];
  return {
    text: joinText(lines),
    blocks: [
      section(joinText(lines)),
      actions({
        action: EDIT,
        label: 'Change it',
        value: String(id),
        style: 'primary',
        spoken: `Change: ${title}`,
      }),
    ],
  };
}
