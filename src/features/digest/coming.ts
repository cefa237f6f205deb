import { teamsLedBy } from '#access/teams.ts';
import type { Coming, OwnAsked, Services } from '#feature.ts';
import { readChoices } from '#governor/choices.ts';
import { nextDue } from '#lib/weekly.ts';
import type { Topic } from '#model/attention.ts';
import { escapeText, mrkdwn } from '#slack/blocks/text.ts';
import { companyDay } from '#store/company.ts';
import { OWN_TOPIC, TOPIC } from './posts.ts';
import { readWishes } from './readers-store.ts';
import { readPause } from './rules.ts';
import { leadsWhoSell } from './selling.ts';

/** The next weekly digest of whoever gets one; none while all of them rest, or where they turned theirs off. */
export async function comingDigest(
  { store }: Services,
  { actor, now, timeZone }: OwnAsked,
): Promise<readonly Coming[]> {
  const [pause, choices, wishes, day] = await Promise.all([
    readPause(store),
    readChoices(store, actor.slackUserId),
    readWishes(store, actor.slackUserId),
    companyDay(store, now),
  ]);
  if (pause !== undefined) return [];
  const isOn = ({ id, startsAs }: Topic) => (choices.modes.get(id) ?? startsAs) !== 'off';
  const company = { store, day };
  const isExec = (actor.roles ?? []).includes('exec');
  const leads = isExec || (await leadsWhoSell(company, await teamsLedBy(company, actor))).size > 0;
  if (!(leads && isOn(TOPIC)) && !isOn(OWN_TOPIC)) return [];
  const { weekday, hour } = wishes;
  const next = nextDue({ days: [weekday], hour, timeZone }, now).toZonedDateTimeISO(timeZone);
  const at = escapeText(next.toPlainTime().toString({ smallestUnit: 'minute' }));
  return [{ on: next.toPlainDate(), words: mrkdwn`your weekly digest, at ${at}` }];
}
