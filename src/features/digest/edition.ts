import { readActor } from '#access/actor.ts';
import { noteRead } from '#access/notes.ts';
import type { Services } from '#feature.ts';
import type { Actor } from '#model/access.ts';
import type { Message } from '#slack/blocks/message.ts';
import { mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import type { About, Edition } from './about.ts';
import { type Content, contentOf, saidBy, wholeContent } from './content.ts';
import { type CommitmentSource, readWeek } from './read-week.ts';
import { readWishes } from './readers-store.ts';
import { readSaid, readSaidBefore, type Said, saveSaid } from './said-store.ts';
import { weekMessage } from './views.ts';

interface Written {
  readonly content: Content;
  readonly before: Said | undefined;
  readonly current: Said | undefined;
}

/**
 * The message of an edition as it would be sent now, by the rights its reader has now; what it says is kept, so that the
 * next one says nothing twice. Undefined when it no longer applies, there is nothing to be said of, or nothing moved and the reader wants to be spared.
 */
export async function writeEdition(
  services: Services,
  edition: Edition,
  { sources }: Pick<Asking, 'sources'>,
): Promise<Message | undefined> {
  const { store } = services;
  const now = services.clock.now();
  const actor = await readActor(store, edition.slackUserId, now);
  const written = await write(services, edition, { actor, now, sources });
  if (written === undefined) return undefined;
  const { content, before, current } = written;
  const { skipsStill } = await readWishes(store, edition.slackUserId);
  const isSpared = content.isEmpty || (content.isStill && skipsStill);
  if (isSpared && current === undefined) return undefined;
  if (current === undefined) {
    await saveSaid(store, edition, saidBy(content, before));
    await noteWhoWasRead(services, actor, content);
  }
  return weekMessage(content, content.week.risks.length > 0 ? AGAIN : COMES);
}

const COMES = mrkdwn`\`/attain digest settings\` says when this comes.`;
const AGAIN = mrkdwn`What was named before comes again when it changes. ${COMES}`;

/** What the coming edition would say now; keeps nothing. */
export async function previewEdition(
  services: Services,
  edition: Edition,
  asked: Asking & { readonly note: SafeText },
): Promise<Message | undefined> {
  const written = await write(services, edition, asked);
  if (written === undefined) return undefined;
  await noteWhoWasRead(services, asked.actor, written.content);
  return weekMessage(written.content, asked.note);
}

/** The week as it stands, whatever was said before. */
export async function wholeWeek(
  services: Services,
  about: About,
  asked: Asking,
): Promise<Content | undefined> {
  const week = await readWeek(services, { ...asked, about });
  if (week === undefined) return undefined;
  const content = wholeContent(week);
  await noteWhoWasRead(services, asked.actor, content);
  return content;
}

interface Asking {
  readonly actor: Actor;
  readonly now: Temporal.Instant;
  readonly sources: readonly CommitmentSource[];
}

async function write(services: Services, edition: Edition, asked: Asking): Promise<Written | undefined> {
  const { store } = services;
  const [week, before, current] = await Promise.all([
    readWeek(services, { ...asked, about: edition }),
    readSaidBefore(store, edition),
    readSaid(store, edition),
  ]);
  return week && { content: contentOf(week, { before, current }), before, current };
}

/** Single people's figures are in the lines about who moved: that they were read is noted like any other reading. */
async function noteWhoWasRead({ store, clock }: Services, actor: Actor, { week }: Content): Promise<void> {
  const { up, down, period } = week;
  for (const { id } of [...up, ...down]) {
    const figure = { metric: 'attainment', kind: 'person', id, period } as const;
    await noteRead(store, actor, { figure, now: clock.now() });
  }
}
