import { mayEnter } from '#model/access.ts';
import { mrkdwn, type SafeText } from './blocks/text.ts';
import { context, divider, header, section } from './blocks/layout.ts';
import { clampBlocks } from './blocks/guard.ts';
import type { Block } from './blocks/message.ts';
import { installationOf, isFirstDelivery, openCall, type Desk } from './desk.ts';
import { explainError } from './explain-error.ts';
import { HomeOpenedPayload } from './payloads.ts';
import type { Call, HomeSection } from './routes.ts';

/** Composes App Home when a person opens it. */
export async function serveHome<S>(desk: Desk<S>, body: unknown): Promise<void> {
  const { team_id: teamId, event_id, event } = HomeOpenedPayload.parse(body);
  if (event.tab !== 'home' || !(await isFirstDelivery(desk, { teamId, key: `event/${event_id}` }))) return;
  await publishHome(desk, { teamId, userId: event.user });
}

interface Reader {
  readonly teamId: string;
  readonly userId: string;
}

/** Shows Home afresh to who changed something in it. That it could not be is no failure of what they did. */
export async function refreshHome<S>(desk: Desk<S>, reader: Reader): Promise<void> {
  await publishHome(desk, reader).catch((error: unknown) =>
    desk.log.warn({ err: error }, 'App Home could not be shown afresh'),
  );
}

async function publishHome<S>(desk: Desk<S>, { teamId, userId }: Reader): Promise<void> {
  const call = await openCall(desk, {
    teamId,
    userId,
    channelId: null,
    triggerId: '',
    respond: undefined,
  });
  const { homeNotes } = await installationOf(desk, teamId);
  const notes = await homeNotes(call.actor).catch((error: unknown) => [explainError(error, desk.log).text]);
  const blocks = [...greeting(call), ...(await sections(desk, call)), ...footer(notes)];
  await desk.client.views.publish({
    user_id: userId,
    view: { type: 'home', blocks: [...clampBlocks(blocks, 'home')] },
  });
}

function greeting<S>(call: Call<S>): readonly Block[] {
  const words =
    call.actor.personId === null
      ? mrkdwn`You are not linked to a person in Salesforce yet. Type \`/attain link\`, or ask whoever installed Attain to link you; then your figures appear here.`
      : mrkdwn`Your figures, from Salesforce. Type \`/attain help\` anywhere to see what you can ask.`;
  return [header('Attain'), section(words)];
}

async function sections<S>(desk: Desk<S>, call: Call<S>): Promise<readonly Block[]> {
  const open = desk.routes.home.filter((one) => mayEnter(call.actor, one));
  const ordered = open.toSorted((a, b) => a.order - b.order);
  const rendered = await Promise.all(ordered.map((one) => renderSection(desk, one, call)));
  return rendered.filter((blocks) => blocks.length > 0).flatMap((blocks) => [divider(), ...blocks]);
}

/** One section that fails does not take the others with it. */
async function renderSection<S>(
  desk: Desk<S>,
  one: HomeSection<S>,
  { actor, services, now, timeZone, locale }: Call<S>,
): Promise<readonly Block[]> {
  try {
    return await one.render({ actor, services, now, timeZone, locale });
  } catch (error) {
    return explainError(error, desk.log).blocks;
  }
}

function footer(notes: readonly SafeText[]): readonly Block[] {
  return notes.length === 0 ? [] : [divider(), context(...notes.slice(0, 9))];
}
