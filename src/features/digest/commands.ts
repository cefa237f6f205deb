import type { Services } from '#feature.ts';
import { Refusal } from '#lib/errors.ts';
import { type Actor, mayUse } from '#model/access.ts';
import { nextDue } from '#lib/weekly.ts';
import { teamsLedBy } from '#access/teams.ts';
import { type Message, note } from '#slack/blocks/message.ts';
import { escapeText, mrkdwn } from '#slack/blocks/text.ts';
import type { CommandCall, Subcommand } from '#slack/routes.ts';
import { companyDay } from '#store/company.ts';
import type { About } from './about.ts';
import { dealsMessage } from './deals-view.ts';
import { previewEdition, wholeWeek } from './edition.ts';
import { ownModal } from './own.ts';
import { type CommitmentSource, readWeek } from './read-week.ts';
import { readWishes } from './readers-store.ts';
import { readRules } from './rules.ts';
import { rulesModal } from './setup.ts';
import { weekMessage } from './views.ts';

type Call = CommandCall<Services>;

/** The digest whenever somebody wants it, and how it is set. */
export function digestCommand(sources: readonly CommitmentSource[]): Subcommand<Services> {
  return {
    name: 'digest',
    summary: 'your week: team, mine or company; deals, preview, settings; for admins setup',
    example: '/attain digest',
    permission: 'anyone',
    shows: ['D2', 'D3', 'D5', 'D8'],
    run: (call) => run(call, sources),
  };
}

async function run(call: Call, sources: readonly CommitmentSource[]): Promise<Message | undefined> {
  const { text, services, actor } = call;
  const word = text.toLowerCase();
  switch (word) {
    case '':
      return whole(call, { sources, abouts: await naturalAbouts(call) });
    case 'team':
    case 'mine':
    case 'company':
      return whole(call, { sources, abouts: await naturalAbouts(call, word) });
    case 'deals':
      return deals(call, sources);
    case 'preview':
      return preview(call, sources);
    case 'settings':
      await call.openModal(ownModal(await readWishes(services.store, actor.slackUserId)));
      return undefined;
    case 'setup':
      if (!mayUse(actor, 'installer'))
        throw new Refusal(
          'Only an admin of Attain sets which deals need a look.',
          'Yours: /attain digest settings.',
        );
      await call.openModal(rulesModal(await readRules(services.store)));
      return undefined;
    default:
      throw new Refusal(
        `I cannot read "${text}" after digest.`,
        'Try /attain digest, or digest with team, mine, company, deals, preview or settings.',
      );
  }
}

const COMPANY: About = { about: 'company', subjectId: '' };

function mine({ personId }: Actor): About {
  return { about: 'mine', subjectId: personId ?? '' };
}

/**
 * What somebody's digests are about: what they asked for, else the company for an executive, the teams they lead or stand
 * in for, else their own week.
 */
export async function naturalAbouts(
  call: Pick<Call, 'services' | 'actor' | 'now'>,
  asked?: About['about'],
): Promise<readonly About[]> {
  if (asked === 'mine') return [mine(call.actor)];
  if (asked === 'company' || (asked === undefined && call.actor.roles?.includes('exec'))) return [COMPANY];
  const teams = await teamsOf(call);
  return asked === 'team' || teams.length > 0 ? teams : [mine(call.actor)];
}

async function teamsOf({
  services: { store },
  actor,
  now,
}: Pick<Call, 'services' | 'actor' | 'now'>): Promise<readonly About[]> {
  const leads = await teamsLedBy({ store, day: await companyDay(store, now) }, actor);
  return leads.map((subjectId) => ({ about: 'team', subjectId }));
}

/** Each as an answer of its own: a message holds one table. */
async function whole(
  call: Call,
  { sources, abouts }: { readonly sources: readonly CommitmentSource[]; readonly abouts: readonly About[] },
): Promise<Message> {
  const { services, actor, now } = call;
  const contents = await Promise.all(
    abouts.map((about) => wholeWeek(services, about, { actor, now, sources })),
  );
  const [first, ...others] = contents.flatMap((content) => (content ? [weekMessage(content)] : []));
  if (!first) throw nothingFor(actor);
  for (const other of others) await call.reply(other);
  return first;
}

/** Every deal at risk of what somebody's digest is about. */
async function deals(call: Call, sources: readonly CommitmentSource[]): Promise<Message> {
  const { services, actor, now } = call;
  const abouts = await naturalAbouts(call);
  const weeks = await Promise.all(abouts.map((about) => readWeek(services, { actor, about, now, sources })));
  const found = weeks.filter((week) => week !== undefined);
  if (found.length === 0) throw nothingFor(actor);
  return dealsMessage(found);
}

/** What the next digest would say if it came now. */
async function preview(call: Call, sources: readonly CommitmentSource[]): Promise<Message> {
  const { services, actor, now, timeZone } = call;
  const [about] = await naturalAbouts(call);
  const { weekday, hour, skipsStill } = await readWishes(services.store, actor.slackUserId);
  const next = nextDue({ days: [weekday], hour, timeZone }, now).toZonedDateTimeISO(timeZone);
  const week = next.toPlainDate().toString();
  const when = `${next.toPlainDate().toLocaleString('en-US', { weekday: 'long', month: 'short', day: 'numeric' })} at ${next.toPlainTime().toString({ smallestUnit: 'minute' })}`;
  const spared = skipsStill ? mrkdwn` If nothing moves, none comes.` : mrkdwn``;
  const small = mrkdwn`This is how the one of ${escapeText(when)} would look now.${spared}`;
  const edition = about && { ...about, slackUserId: actor.slackUserId, week };
  const message = edition && (await previewEdition(services, edition, { actor, now, sources, note: small }));
  return message ?? note(mrkdwn`Nothing would come now.`);
}

function nothingFor({ personId }: Actor): Refusal {
  return personId === null
    ? new Refusal('You are not linked to anybody in Salesforce yet.', 'Ask whoever installed Attain.')
    : new Refusal(
        'There is no such digest for you.',
        'A team digest is for whoever leads a team, the one of the company for executives; yours is /attain digest mine.',
      );
}
