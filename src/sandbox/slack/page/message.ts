import { renderBlocks } from '#sandbox/slack/page/blocks/render.ts';
import { html, type Html } from '#sandbox/slack/page/markup.ts';
import { seeingOf, type Looking } from '#sandbox/slack/page/looking.ts';
import { nameOfPerson } from '#sandbox/slack/page/seeing.ts';
import { timeOfDay } from '#sandbox/slack/page/text/dates.ts';
import { mrkdwn } from '#sandbox/slack/page/text/mrkdwn.ts';
import { SLACKBOT, type Message } from '#sandbox/slack/workspace/message.ts';
import { momentOf } from '#sandbox/slack/workspace/stamps.ts';

/** One message: who, when, what; with the marks a reader needs to trust it. */
export function messageOf(message: Message, looking: Looking): Html {
  const { core, viewer } = looking;
  const seeing = seeingOf(looking, `m${message.ts}`);
  const author = nameOfPerson(seeing, message.author);
  const moment = momentOf(message.ts);
  const time = timeOfDay(moment, viewer.timeZone);
  const isReply = message.threadTs !== undefined && message.threadTs !== message.ts;
  const kinds = [message.visibleTo !== undefined && 'ephemeral', isReply && 'reply']
    .filter(Boolean)
    .join(' ');
  const body =
    message.blocks.length > 0
      ? renderBlocks(message.blocks, seeing)
      : html`<div class="text">${mrkdwn(message.text, seeing)}</div>`;
  const isApp = message.author === core.app.botUserId || message.author === SLACKBOT;
  return html`<article class="message ${kinds}" id="m-${message.ts}" data-key="${message.ts}" data-version="${message.edits}"
data-message="${message.ts}" aria-label="${isReply && 'Reply from '}${author}, ${time}">
<span class="avatar hue-${hueOf(message.author)}" aria-hidden="true">${initials(author)}</span>
<div class="body"><div class="byline"><span class="author">${author}</span>${isApp && html` <span class="badge">App</span>`}
<time datetime="${moment.toString()}">${time}</time>${menuOf(message, looking, `${author}, ${time}`)}${message.editedTs !== undefined && html` <span class="muted">(edited)</span>`}</div>
${message.visibleTo !== undefined && html`<p class="only-you">Only visible to you</p>`}
${body}</div></article>`;
}

/** What the app offers to do about a message; one that a single person sees has none, as in Slack. */
function menuOf(message: Message, { core }: Looking, named: string): Html | false {
  if (message.visibleTo !== undefined || core.shortcuts.length === 0) return false;
  const items = core.shortcuts.map(({ name, callbackId }) => {
    return html`<li><button type="button" class="menu-item" data-shortcut="${callbackId}">${name} <small class="muted">${core.app.displayName}</small></button></li>`;
  });
  return html` <details class="menu quiet"><summary aria-label="More actions for the message of ${named}">⋯</summary><ul>${items}</ul></details>`;
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return ((words[0]?.[0] ?? '') + (words.length > 1 ? (words.at(-1)?.[0] ?? '') : '')).toUpperCase();
}

function hueOf(id: string): number {
  return [...id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 6;
}
