import { formatFigure, formatShare } from '#metrics/figure-text.ts';
import { periodTitle, periodWords } from '#metrics/period-text.ts';
import type { Standing } from '#metrics/standings.ts';
import { whyButton } from '#metrics/why-button.ts';
import { formatMoney } from '#lib/money.ts';
import { actions, type ButtonSpec, line } from '#slack/blocks/button.ts';
import { dataTimeLine } from '#slack/blocks/data-time.ts';
import { context, header, section } from '#slack/blocks/layout.ts';
import { fitLines, joinText } from '#slack/blocks/lines.ts';
import type { Block } from '#slack/blocks/message.ts';
import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import { isBehind, type TeamMember } from './help.ts';
import type { Next } from './next.ts';
import type { Team } from './read-team.ts';
import { agreedWords, nameWords, paceWords } from './words.ts';

/** A team in App Home: where it stands, what to do next, whom to help first and why; `most` people are named. */
export function teamBlocks(team: Team, most: number): readonly Block[] {
  const { isOwn, standing, order } = team;
  const name = standing?.subjectName;
  const title = isOwn ? 'Your team' : name === undefined ? 'A team you look after' : `The team of ${name}`;
  const named = order.first.slice(0, most);
  return [
    header(title),
    ...(standing === undefined ? [] : standingBlocks(team, standing)),
    ...nextBlocks(team),
    ...(named.length === 0 ? [] : [section(mrkdwn`*Where your help counts most*`)]),
    ...named.flatMap((member) => memberBlocks(member, team)),
    ...restBlocks(team, order.first.length - named.length),
    ...(standing === undefined ? [] : [smallPrint(team, standing)]),
  ];
}

/** Said to who stands in for more managers than Home shows teams. */
export function standInsLeft(count: number): Block {
  const teams = count === 1 ? mrkdwn`1 more team` : mrkdwn`${count} more teams`;
  return context(mrkdwn`You look after ${teams}: \`/attain digest team\` has all of them.`);
}

function standingBlocks({ leadId, period, today }: Team, standing: Standing): readonly Block[] {
  const { attainment, bookings, progress } = standing;
  const booked = escapeText(formatFigure(bookings));
  const when = escapeText(periodWords(period, today));
  const main =
    attainment.value.kind === 'none' || !progress
      ? mrkdwn`It has booked ${booked} ${when}. There is no attainment: ${escapeText(attainment.value.kind === 'none' ? attainment.value.reason : 'no quota')}.`
      : mrkdwn`It is at ${escapeText(formatFigure(attainment))} of its quota ${when}: ${booked} of ${escapeText(formatMoney({ minor: progress.quota, currency: progress.currency }, 'en-US'))}.`;
  const pace =
    progress?.pace === undefined
      ? []
      : [
          mrkdwn`Expected by now: ${escapeText(formatShare(progress.pace.expected))}. Pace: ${paceWords(progress.pace)}, where 1 is on pace.`,
        ];
  const asked = { metric: 'attainment', period, kind: 'team', id: leadId } as const;
  const why = whyButton(asked, {
    label: 'Why this number',
    spoken: `Why is the attainment of the team of ${standing.subjectName} this number`,
  });
  return [section(fitLines([mrkdwn`*${main}*`, ...pace])), actions(why)];
}

function smallPrint({ period }: Team, { attainment }: Standing): Block {
  return context(mrkdwn`${escapeText(periodTitle(period))}. ${dataTimeLine(attainment.dataTime)}`);
}

function nextBlocks({ next, order }: Team): readonly Block[] {
  if (next === undefined)
    return order.first.length > 0
      ? []
      : [
          section(
            mrkdwn`Nothing of your team asks for you: neither anybody's pace nor an open deal needs a look.`,
          ),
        ];
  const owner = next.kind === 'deal' ? ownerOf(next.risk.ownerId, order.first) : next.commitment.ownerName;
  const text =
    next.kind === 'deal'
      ? mrkdwn`*Next:* ask ${nameWords(owner)} about ${next.risk.words}`
      : mrkdwn`*Next:* ${nameWords(owner)}, ${agreedWords(next.commitment)}`;
  const action = next.kind === 'deal' ? next.risk.action : next.commitment.action;
  return [action ? line(text, action) : section(text)];
}

function ownerOf(id: string, members: readonly TeamMember[]): string {
  return members.find((one) => one.id === id)?.name ?? '';
}

/** One line why, and one thing to do. */
function memberBlocks(member: TeamMember, { next, period }: Team): readonly Block[] {
  const { id, name } = member;
  const why = whyButton(
    { metric: 'attainment', period, kind: 'person', id },
    { label: 'Why', spoken: `Why is the attainment of ${name} this number` },
  );
  const { words, action } = toDo(member, next);
  const buttons: readonly ButtonSpec[] = action ? [action, why] : [why];
  return [section(joinText([mrkdwn`*${nameWords(name)}*: ${reached(member)}`, words])), actions(...buttons)];
}

function reached(member: TeamMember): SafeText {
  const { attainment, progress, isRamping } = member;
  const share = escapeText(formatFigure(attainment));
  if (progress === undefined) return mrkdwn`${share}.`;
  const expected = progress.pace
    ? mrkdwn`, expected by now: ${escapeText(formatShare(progress.pace.expected))}`
    : mrkdwn``;
  const apart = isRamping ? mrkdwn` Ramping up, so not compared.` : mrkdwn``;
  return mrkdwn`${share} of quota${expected}.${apart}`;
}

interface ToDo {
  readonly words: SafeText;
  readonly action?: ButtonSpec | undefined;
}

/** The first thing about somebody that is not the next step of the whole team already. */
function toDo(member: TeamMember, next: Next | undefined): ToDo {
  const commitment = member.commitments.find(
    (one) => !(next?.kind === 'commitment' && next.commitment === one),
  );
  const deal = member.deals.find((one) => !(next?.kind === 'deal' && next.risk === one));
  const isNext = member.deals.length + member.commitments.length > 0;
  if (commitment) return { words: agreedWords(commitment), action: commitment.action };
  if (deal) return { words: mrkdwn`Ask about ${deal.words}`, action: deal.action };
  if (isNext) return { words: mrkdwn`The next step above is theirs.` };
  return isBehind(member)
    ? { words: mrkdwn`Nothing of theirs waits for you: ask what would help.` }
    : { words: mrkdwn`Nothing is open.` };
}

/** Whoever is not named, counted by why. */
function restBlocks({ order }: Team, more: number): readonly Block[] {
  const { steady, withoutQuota, ramping, away } = order;
  const people = (count: number, one: string, many: string) =>
    count === 0 ? [] : [count === 1 ? mrkdwn`1 ${escapeText(one)}` : mrkdwn`${count} ${escapeText(many)}`];
  const lines = [
    ...people(more, 'more needs a look', 'more need a look'),
    ...people(steady, 'is on the way', 'are on the way'),
    ...people(withoutQuota, 'has no quota', 'have no quota'),
    ...people(ramping, 'is ramping up', 'are ramping up'),
    ...people(away, 'is on leave', 'are on leave'),
  ];
  if (lines.length === 0) return [];
  return [
    context(
      mrkdwn`Of your people: ${joinText(lines, mrkdwn`, `)}. \`/attain digest\` says more, \`/attain\` and a name about one of them.`,
    ),
  ];
}
