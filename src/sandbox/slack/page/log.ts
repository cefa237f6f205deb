import { html, joined, type Html } from '#sandbox/slack/page/markup.ts';
import type { Looking } from '#sandbox/slack/page/looking.ts';
import { messageOf } from '#sandbox/slack/page/message.ts';
import { dayOf } from '#sandbox/slack/page/text/dates.ts';
import type { Message } from '#sandbox/slack/workspace/message.ts';
import { momentOf } from '#sandbox/slack/workspace/stamps.ts';

/** How many messages a page shows; older ones are counted, not forgotten. */
const SHOWN = 200;

/** The messages of the open conversation by day, replies under what they answer. */
export function log(looking: Looking): Html {
  const all = inReadingOrder(messagesFor(looking));
  const shown = all.slice(-SHOWN);
  const older = all.length - shown.length;
  if (all.length === 0) return html`<p class="empty" data-key="empty">Nothing has been said here yet.</p>`;
  let lastDay = '';
  const lines = shown.flatMap((message) => {
    const day = dayOf(momentOf(message.ts), looking.viewer.timeZone);
    const divider =
      day === lastDay || isReply(message)
        ? []
        : [html`<h2 class="day" data-key="${day}"><span>${day}</span></h2>`];
    if (!isReply(message)) lastDay = day;
    return [...divider, messageOf(message, looking)];
  });
  return joined([
    html`${older > 0 && html`<p class="empty" data-key="older">${older} older messages</p>`}`,
    ...lines,
  ]);
}

/** What this person sees here: the public messages and their own ephemeral ones. */
function messagesFor({ core, viewer, place }: Looking): Message[] {
  if (place.kind === 'home') return [];
  const own = (core.workspace.ephemeral.get(viewer.id) ?? []).filter(
    ({ channel }) => channel === place.channel.id,
  );
  const everyones = core.workspace.messages.get(place.channel.id) ?? [];
  return [...everyones, ...own].toSorted((a, b) => (a.ts < b.ts ? -1 : 1));
}

function inReadingOrder(messages: readonly Message[]): Message[] {
  const replies = Map.groupBy(messages.filter(isReply), (message) => message.threadTs);
  const known = new Set(messages.map((message) => message.ts));
  const tops = messages.filter((message) => !isReply(message) || !known.has(message.threadTs ?? ''));
  return tops.flatMap((message) => [message, ...(isReply(message) ? [] : (replies.get(message.ts) ?? []))]);
}

function isReply(message: Message): boolean {
  return message.threadTs !== undefined && message.threadTs !== message.ts;
}
