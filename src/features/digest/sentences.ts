import type { Commitment } from '#feature.ts';
import type { Day } from '#lib/days.ts';
import { divideRounded, formatMoney } from '#lib/money.ts';
import { formatFigure, formatShare } from '#metrics/figure-text.ts';
import { periodWords } from '#metrics/period-text.ts';
import type { Progress } from '#metrics/progress.ts';
import { link } from '#slack/blocks/references.ts';
import { joinText } from '#slack/blocks/lines.ts';
import { endSentence, escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import { isReaders } from './about.ts';
import { actWords } from './act-words.ts';
import type { NamedDeal } from './content.ts';
import type { Mover } from './movers.ts';
import type { Next } from './next.ts';
import type { TeamLine } from './read-teams.ts';
import type { Week } from './read-week.ts';
import type { Reason, RiskRules } from './risk.ts';

const NAME_LENGTH = 60;

/** "Your team is at 34% of its quota this quarter: $306,000 of $900,000." */
export function mainSentence({ attainment, bookings, progress, period, today, ...week }: Week): SafeText {
  const who = whoOf(week);
  const when = escapeText(periodWords(period, today));
  const booked = escapeText(formatFigure(bookings));
  if (attainment.value.kind === 'none' || !progress) {
    const reason = attainment.value.kind === 'none' ? attainment.value.reason : 'no quota';
    return mrkdwn`${who.has} booked ${booked} ${when}. There is no attainment: ${escapeText(reason)}.`;
  }
  const quota = escapeText(money(progress.quota, progress.currency));
  return mrkdwn`${who.is} at ${escapeText(formatFigure(attainment))} of ${who.its} quota ${when}: ${booked} of ${quota}.`;
}

const ALONG: Readonly<Record<Progress['along'], SafeText>> = {
  days: mrkdwn``,
  parts: mrkdwn`, along the parts of the quota`,
  curve: mrkdwn`, along the company's seasonal plan`,
};

/** Pace and what is left to do; silent without a quota and outside the period. */
export function paceSentences(progress: Progress | undefined): readonly SafeText[] {
  if (!progress) return [];
  const { gap, pace, perDay, workingDays, currency } = progress;
  if (gap <= 0n) return [mrkdwn`The quota is reached.`];
  const expected = pace && [
    mrkdwn`Expected by now: ${escapeText(formatShare(pace.expected))}${ALONG[progress.along]}. Pace: ${escapeText(paceText(progress))}, where 1 is on pace.`,
  ];
  const left =
    workingDays.left === 1
      ? mrkdwn`The one working day left`
      : mrkdwn`Each of the ${workingDays.left} working days left`;
  const needed = perDay === undefined ? [] : [mrkdwn`${left} needs ${escapeText(money(perDay, currency))}.`];
  return [...(expected ?? []), ...needed];
}

/** The pace as a number, 1 being on pace; a dash where there is none. */
export function paceText(progress: Progress | undefined): string {
  if (!progress?.pace) return '–';
  const { sum, by } = progress.pace.index;
  const index = Number(divideRounded(sum * 100n, by)) / 100;
  return index.toLocaleString('en-US', { maximumFractionDigits: 2 });
}

/** "Ana Silva: 34%, up 12 points." */
export function moverSentence({ name, now, points }: Mover): SafeText {
  const share = escapeText(formatFigure({ metric: 'attainment', value: now }));
  const way = points > 0n ? mrkdwn`up` : mrkdwn`down`;
  return mrkdwn`${escapeText(name, NAME_LENGTH)}: ${share}, ${way} ${escapeText(pointsText(points))}.`;
}

/** "Dana Cole: 34% of quota, pace 0.85, deals at risk 4 ($120,000)." */
export function teamSentence(team: TeamLine): SafeText {
  const share = escapeText(formatFigure(team.attainment));
  const reached = team.progress
    ? mrkdwn`${share} of quota, pace ${escapeText(paceText(team.progress))}`
    : share;
  return mrkdwn`${escapeText(team.name, NAME_LENGTH)}: ${reached}, deals at risk ${escapeText(atRiskText(team))}.`;
}

/** "4 ($120,000)", "2 ($9,000, 1 without amount)", "1 (no amount)" */
export function atRiskText({ atRisk: { deals, amount, unknown }, bookings }: TeamLine): string {
  if (deals === 0) return '0';
  if (deals === unknown) return `${deals} (no amount)`;
  const without = unknown === 0 ? '' : `, ${unknown} without amount`;
  return `${deals} (${money(amount, bookings.unit)}${without})`;
}

/** A deal with what is known to be wrong with it, and who does something about it. */
export function dealSentence(
  { deal, reasons, act }: NamedDeal,
  { about, recordsAt }: Pick<Week, 'about' | 'recordsAt'>,
): SafeText {
  const name = recordsAt ? link(`${recordsAt}/${deal.id}`, deal.name) : escapeText(deal.name);
  const owner = about.about === 'mine' ? mrkdwn`` : mrkdwn`, ${escapeText(deal.ownerName, NAME_LENGTH)}`;
  const why =
    reasons.length === 0 ? mrkdwn`needs no look any more` : joinText(reasons.map(reasonWords), mrkdwn`; `);
  const said = act ? mrkdwn` _${actWords(act, mrkdwn`You`)}, ${escapeText(dayText(act.on))}._` : mrkdwn``;
  return mrkdwn`*${name}*, ${escapeText(amountText(deal))}${owner}: ${why}.${said}`;
}

/** The same for a table, where nothing is parsed. */
export function reasonText(reason: Reason): string {
  return reasonWords(reason);
}

function reasonWords(reason: Reason): SafeText {
  switch (reason.kind) {
    case 'overdue':
      return mrkdwn`its close date, ${escapeText(dayText(reason.closeOn))}, has passed`;
    case 'pushed':
      return mrkdwn`pushed to a later month ${reason.times === 1 ? escapeText('once') : mrkdwn`${reason.times} times`}`;
    case 'idle':
      return mrkdwn`no activity for ${reason.days === 1 ? escapeText('a day') : mrkdwn`${reason.days} days`}`;
    case 'no_next_step':
      return mrkdwn`no next step`;
  }
}

/** From where on a deal is named: what every reason rests on; `is` as it is called beside it. */
export function rulesSentence(
  { idleDays, pushes, nextStepAlone }: RiskRules,
  is: SafeText = mrkdwn`needs a look`,
): SafeText {
  const often = pushes === 1 ? mrkdwn`` : mrkdwn` ${pushes} times or more`;
  const idle = mrkdwn`nothing was done for ${idleDays === 1 ? mrkdwn`a day` : mrkdwn`${idleDays} days`}`;
  const last = nextStepAlone ? mrkdwn`${idle}, or it has no next step` : mrkdwn`or ${idle}`;
  return mrkdwn`A deal ${is} when its close date has passed, it was pushed to a later month${often}, ${last}.`;
}

/** The same in a few words, beside who changed it: "14 days without activity, pushed 2 times; no next step beside another reason" */
export function rulesShortly({ idleDays, pushes, nextStepAlone }: RiskRules): string {
  const idle = `${idleDays} ${idleDays === 1 ? 'day' : 'days'} without activity`;
  const often = `pushed ${pushes} ${pushes === 1 ? 'time' : 'times'}`;
  return `${idle}, ${often}; no next step ${nextStepAlone ? 'by itself' : 'beside another reason'}`;
}

/** "Ana Silva: send the revised offer. Due Nov 20, agreed on Nov 9." */
export function commitmentSentence({ ownerName, words, dueOn, why }: Commitment): SafeText {
  const what = escapeText(words.replace(/\.$/, ''), 200);
  return mrkdwn`${escapeText(ownerName, NAME_LENGTH)}: ${what}. Due ${escapeText(dayText(dueOn))}, ${escapeText(why.replace(/\.$/, ''), 100)}.`;
}

/** The one thing to do first. */
export function nextSentence(next: Next, { about, isOwn }: Pick<Week, 'about' | 'isOwn'>): SafeText {
  switch (next.kind) {
    case 'commitment': {
      // When it is due and why stands in its line above.
      const { ownerName, words } = next.commitment;
      const what = endSentence(escapeText(words, 200));
      return isReaders(next.commitment, { about, isOwn })
        ? mrkdwn`*Next:* ${what}`
        : mrkdwn`*Next:* ask ${escapeText(ownerName, NAME_LENGTH)} how far this is: ${what}`;
    }
    case 'deal': {
      const { name, ownerName } = next.risk.deal;
      return isReaders(next.risk.deal, { about, isOwn })
        ? mrkdwn`*Next:* look at ${escapeText(name)}.`
        : mrkdwn`*Next:* ask ${escapeText(ownerName, NAME_LENGTH)} about ${escapeText(name)}.`;
    }
    case 'praise':
      return mrkdwn`*Next:* tell ${escapeText(next.mover.name, NAME_LENGTH)} what you saw: ${escapeText(pointsText(next.mover.points))} in a week.`;
  }
}

export function dayText(day: Day): string {
  return day.toLocaleString('en-US', { month: 'short', day: 'numeric' });
}

export function amountText({ amount, currency }: NamedDeal['deal']): string {
  return amount === null ? 'no amount' : money(amount, currency);
}

/** Tenths of a point in words: "12.5 points". */
function pointsText(points: bigint): string {
  const shown = Math.abs(Number(points)) / 10;
  return `${shown.toLocaleString('en-US')} ${shown === 1 ? 'point' : 'points'}`;
}

function money(minor: bigint, currency: string): string {
  return formatMoney({ minor, currency }, 'en-US');
}

interface Who {
  readonly is: SafeText;
  readonly has: SafeText;
  readonly its: SafeText;
}

function whoOf({ about, isOwn, subjectName }: Pick<Week, 'about' | 'isOwn' | 'subjectName'>): Who {
  const its = mrkdwn`its`;
  const name = escapeText(subjectName, NAME_LENGTH);
  switch (about.about) {
    case 'company':
      return { is: mrkdwn`The company is`, has: mrkdwn`The company has`, its };
    case 'mine':
      return { is: mrkdwn`You are`, has: mrkdwn`You have`, its: mrkdwn`your` };
    case 'team':
      return isOwn
        ? { is: mrkdwn`Your team is`, has: mrkdwn`Your team has`, its }
        : { is: mrkdwn`${name}'s team is`, has: mrkdwn`${name}'s team has`, its };
  }
}
