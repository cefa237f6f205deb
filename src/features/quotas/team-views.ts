import { day, dayWords } from '#lib/days.ts';
import type { Period } from '#model/period.ts';
import { actions } from '#slack/blocks/button.ts';
import { header, section } from '#slack/blocks/layout.ts';
import { fitLines, joinText } from '#slack/blocks/lines.ts';
import type { Message } from '#slack/blocks/message.ts';
import { type Cell, fitTable } from '#slack/blocks/table.ts';
import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import type { PlanStanding } from './company-plan.ts';
import type { ShownQuota } from './read-shown.ts';
import { whyAttained } from './why-attained.ts';
import {
  amountNumber,
  amountText,
  metricWords,
  peopleWords,
  quotaLine,
  ratioText,
  sourceWords,
} from './words.ts';

export interface TeamView {
  readonly period: Period;
  readonly rows: readonly { readonly name: string; readonly quota: ShownQuota }[];
  /** Of the manager, for the same period: what the team's is set against. */
  readonly own: readonly ShownQuota[];
  readonly standings: readonly { readonly metric: string; readonly standing: PlanStanding }[];
}

/** The quotas of everyone below a manager, their sums, and how much more is assigned than is asked of the manager. */
export function teamMessage({ period, rows, own, standings }: TeamView, locale: string): Message {
  const title = `Quotas of your team, ${period.id}`;
  if (rows.length === 0) {
    const none = mrkdwn`Nobody in your team has a quota in ${escapeText(period.id)}.`;
    const said = joinText([none, ...standings.map((it) => planLine(it, { period: period.id, locale }))]);
    return { text: said, blocks: [header(title), section(said)] };
  }
  const sums = [
    ...sumLines({ rows, own }, locale),
    ...standings.map((it) => planLine(it, { period: period.id, locale })),
  ];
  const table = fitTable({
    caption: title,
    header: ['Person', 'Quota', 'Metric', 'Period', 'Version', 'Accepted'],
    rows: rows.map(({ name, quota }): readonly Cell[] => [
      name,
      {
        value: amountNumber(quota.amount, quota.currency),
        text: amountText(quota.amount, quota.currency, locale),
      },
      metricWords(quota.metric),
      quota.period,
      `${quota.version} ${sourceWords(quota.source)}`,
      quota.acceptedOn === null ? 'not yet' : dayWords(day(quota.acceptedOn)),
    ]),
    rowHeaderColumn: 0,
  });
  const lines = rows.map(({ name, quota }) => mrkdwn`${escapeText(name, 60)}: ${quotaLine(quota, locale)}`);
  return {
    text: joinText([mrkdwn`${escapeText(title)}:`, ...sums, fitLines(lines, 2_400)]),
    blocks: [
      header(title),
      ...(sums.length > 0 ? [section(joinText(sums))] : []),
      ...table,
      actions(whyAttained(period, 'team')),
    ],
  };
}

function sumLines({ rows, own }: Pick<TeamView, 'rows' | 'own'>, locale: string): readonly SafeText[] {
  const groups = Map.groupBy(
    rows,
    ({ quota }) => `${quota.metric}/${quota.start}/${quota.end}/${quota.currency}`,
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { metric, start, end, currency, period } = first.quota;
    const sum = group.reduce((all, { quota }) => all + quota.amount, 0n);
    const mine = own.find(
      (it) => it.metric === metric && it.start === start && it.end === end && it.currency === currency,
    );
    const said = mrkdwn`${escapeText(period)}, ${escapeText(metricWords(metric))}: ${escapeText(amountText(sum, currency, locale))} asked of ${escapeText(peopleWords(group.length))}`;
    if (!mine) return [mrkdwn`${said}.`];
    const asked = escapeText(amountText(mine.amount, currency, locale));
    const ratio = escapeText(ratioText({ sum, by: mine.amount }));
    return [mrkdwn`${said}, ${ratio} of your own quota of ${asked}.`];
  });
}

/** "2026, bookings: $1,000,000 assigned for a plan of $800,000, 125 %; the plan is reached at 80 % attainment." */
function planLine(
  { metric, standing }: TeamView['standings'][number],
  { period, locale }: { readonly period: string; readonly locale: string },
): SafeText {
  const { street, target, currency, ratio, attainmentFactor } = standing;
  const assigned = escapeText(amountText(street, currency, locale));
  const plan = escapeText(amountText(target, currency, locale));
  const [over, factor] = [ratio, attainmentFactor].map(ratioText);
  return mrkdwn`Whole company, ${escapeText(period)}, ${escapeText(metricWords(metric))}: ${assigned} assigned for a plan of ${plan}, ${escapeText(over ?? '')}; the plan is reached at ${escapeText(factor ?? '')} attainment.`;
}
