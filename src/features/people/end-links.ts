import type { Schedule, Services } from '#feature.ts';
import { messageOf, Refusal } from '#lib/errors.ts';
import { dropWaiting } from '#outbox/drop-waiting.ts';
import type { Profile } from '#slack/directory.ts';
import { endLink, readLink } from '#store/former-links.ts';
import type { EndReason } from '#store/link-tables.ts';
import type { Store } from '#store/store.ts';
import { END_WORDS, whyLinkEnds } from './link-policy.ts';
import { lastLook, noteLook, readLinks } from './link-store.ts';

/** Ends a link and gives up what waits for that person; whoever asks next is nobody. False where there was none. */
async function endOneLink(
  { store, log }: Pick<Services, 'store' | 'log'>,
  end: {
    readonly slackUserId: string;
    readonly reason: EndReason;
    readonly by: string;
    readonly now: Temporal.Instant;
  },
): Promise<boolean> {
  const { slackUserId, reason } = end;
  return store.transaction(async (tx) => {
    const link = await endLink(tx, end);
    if (link === undefined) return false;
    const why = `their link to Salesforce ended because ${END_WORDS[reason]}`;
    const dropped = await dropWaiting(tx, { audience: slackUserId, reason: why });
    log.info({ slackUserId, reason, dropped }, 'a link ended');
    return true;
  });
}

/** An admin takes a link away. @throws Refusal where there is none. */
export async function takeLinkAway(
  services: Services,
  { slackUserId, by }: { readonly slackUserId: string; readonly by: string },
): Promise<void> {
  const end = { slackUserId, reason: 'taken_away', by, now: services.clock.now() } as const;
  if (!(await endOneLink(services, end)))
    throw new Refusal('That Slack account is linked to nobody.', 'See npm run attain -- people links.');
}

/** Looks at one account anew, because Slack said that it changed. */
export async function checkOneLink(services: Services, slackUserId: string): Promise<void> {
  if ((await readLink(services.store, slackUserId)) === undefined) return;
  const profile = await services.directory.profileOf(slackUserId);
  const reason = whyLinkEnds({ isActiveInSalesforce: true, absence: absenceOf(profile) });
  if (reason) await endOneLink(services, { slackUserId, reason, by: BY, now: services.clock.now() });
}

const BY = 'attain';
/** Slack tells of most changes at once; everybody is looked at this often for what it did not tell. */
const LOOK_EVERY = { minutes: 60 };

/** Ends links whose sides hold no longer: Salesforce is looked at each time, Slack once an hour. */
export const linksSchedule: Schedule = {
  name: 'links',
  shows: [],
  async run(services, now) {
    const links = await readLinks(services.store);
    const isDue = links.length > 0 && (await isLookDue(services.store, now));
    const profiles = isDue ? await profilesOf(services, links) : undefined;
    for (const { slackUserId, isActive } of links) {
      const absence = profiles?.get(slackUserId);
      const reason = whyLinkEnds({ isActiveInSalesforce: isActive, absence });
      if (reason) await endOneLink(services, { slackUserId, reason, by: BY, now });
    }
    if (profiles) await noteLook(services.store, now);
  },
};

async function isLookDue(store: Store, now: Temporal.Instant): Promise<boolean> {
  const last = await lastLook(store);
  return last === undefined || Temporal.Instant.compare(last.add(LOOK_EVERY), now) <= 0;
}

type Absences = ReadonlyMap<string, ReturnType<typeof absenceOf>>;

/** How the linked accounts stand in Slack; undefined while Slack does not say. */
async function profilesOf(
  { directory, log }: Services,
  links: readonly { readonly slackUserId: string }[],
): Promise<Absences | undefined> {
  try {
    const known = new Map((await directory.everyone()).map((profile) => [profile.id, profile]));
    const missing = links.filter(({ slackUserId }) => !known.has(slackUserId));
    for (const { slackUserId } of missing) {
      const profile = await directory.profileOf(slackUserId).catch(() => undefined);
      if (profile) known.set(slackUserId, profile);
    }
    return new Map([...known].map(([id, profile]) => [id, absenceOf(profile)]));
  } catch (error) {
    log.warn({ reason: messageOf(error) }, 'Slack did not say who has left');
    return undefined;
  }
}

function absenceOf({ isFullMember, absence }: Profile) {
  return isFullMember ? 'none' : absence;
}
