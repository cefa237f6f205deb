import { divideRounded } from '#lib/money.ts';
import { formatFigure } from '#metrics/figure-text.ts';
import type { Figure } from '#model/figure.ts';
import type { Period } from '#model/period.ts';
import { WHOEVER_ASKS, whyButton } from '#metrics/why-button.ts';
import { actions, type ButtonSpec } from '#slack/blocks/button.ts';
import { context, header, section } from '#slack/blocks/layout.ts';
import { fitLines, joinText } from '#slack/blocks/lines.ts';
import type { Block, Message } from '#slack/blocks/message.ts';
import { type Cell, fitTable } from '#slack/blocks/table.ts';
import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import { acceptValue } from './accept.ts';
import type { PlanStanding } from './company-plan.ts';
import { ACTIONS } from './ids.ts';
import type { ShownQuota } from './read-shown.ts';
import { amountNumber, amountText, metricWords, quotaLine, ratioText, sourceWords } from './words.ts';

/** What the asker may do besides looking. */
export interface Doors {
  readonly leadsTeam: boolean;
  readonly isInstaller: boolean;
  readonly waiting: number;
}

/** Slack takes 2,000 characters in a button's value. */
const MOST_ACCEPTED = 20;
const MOST_ASKED = 4;

const HOW = mrkdwn`Quotas come from Salesforce forecasting, from a file, or are set here; one of ours counts before one from Salesforce. A change is a new version, nothing is overwritten.`;

/** A person's own quotas of a year; `done` says what was just done. */
export function mineMessage(
  {
    year,
    quotas,
    doors,
  }: { readonly year: Period; readonly quotas: readonly ShownQuota[]; readonly doors: Doors },
  { locale, done }: { readonly locale: string; readonly done?: SafeText | undefined },
): Message {
  const title = `Your quotas in ${year.id}`;
  const body =
    quotas.length === 0
      ? mrkdwn`You have no quota in ${escapeText(year.id)}.`
      : fitLines(quotas.map((quota) => quotaLine(quota, locale)));
  const open = quotas.filter(({ acceptedOn }) => acceptedOn === null).slice(0, MOST_ACCEPTED);
  const lines = [...(done ? [done] : []), body];
  return {
    text: joinText([mrkdwn`${escapeText(title)}:`, ...lines]),
    blocks: [
      header(title),
      section(joinText(lines)),
      ...buttonRows(doors, open, quotas.length > 0 ? year : undefined),
      context(HOW),
    ],
  };
}

function buttonRows(doors: Doors, open: readonly ShownQuota[], year: Period | undefined): readonly Block[] {
  const accept: ButtonSpec = {
    action: ACTIONS.accept,
    label: open.length === 1 ? 'Accept' : `Accept all ${open.length}`,
    style: 'primary',
    value: acceptValue(open),
    confirm: {
      title: 'Accept your quotas?',
      text: 'It is noted that you accepted these versions. A later change asks again.',
      yes: 'Accept',
      no: 'Not yet',
    },
  };
  const own: ButtonSpec[] = [
    ...(open.length > 0 ? [accept] : []),
    ...(year
      ? [{ action: ACTIONS.compare, label: 'Compare with last period' }, whyAttained(year, 'person')]
      : []),
    ...(doors.leadsTeam ? [{ action: ACTIONS.team, label: "My team's" }] : []),
  ];
  const set: ButtonSpec[] = [
    ...(doors.leadsTeam || doors.isInstaller ? [{ action: ACTIONS.set, label: 'Set a quota…' }] : []),
    ...(doors.isInstaller
      ? [
          { action: ACTIONS.import, label: 'Import…' },
          { action: ACTIONS.split, label: 'Split a plan…' },
          { action: ACTIONS.changes, label: 'Changes' },
        ]
      : []),
    ...(doors.waiting > 0 ? [{ action: ACTIONS.waiting, label: `Waiting for you: ${doors.waiting}` }] : []),
  ];
  return [own, set].filter((row) => row.length > 0).map((row) => actions(...row));
}

/** Why what was reached of these quotas is what it is. */
function whyAttained(period: Period, kind: 'person' | 'team'): ButtonSpec {
  const asked = { metric: 'attainment', period, kind, id: WHOEVER_ASKS };
  return whyButton(asked, { label: kind === 'team' ? "Why my team's attainment?" : 'Why my attainment?' });
}

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
  const sums = [
    ...sumLines({ rows, own }, locale),
    ...standings.map((it) => planLine(it, { period: period.id, locale })),
  ];
  const table = fitTable({
    caption: title,
    header: ['Person', 'Period', 'Metric', 'Quota', 'Version', 'Accepted'],
    rows: rows.map(({ name, quota }): readonly Cell[] => [
      name,
      quota.period,
      metricWords(quota.metric),
      {
        value: amountNumber(quota.amount, quota.currency),
        text: amountText(quota.amount, quota.currency, locale),
      },
      `${quota.version} ${sourceWords(quota.source)}`,
      quota.acceptedOn ?? 'not yet',
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
    const said = mrkdwn`${escapeText(period)}, ${escapeText(metricWords(metric))}: ${escapeText(amountText(sum, currency, locale))} asked of ${group.length} people`;
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

export interface Compared {
  readonly quota: ShownQuota;
  readonly lastPeriod: string;
  readonly last: ShownQuota | undefined;
  /** What was reached of the last one. */
  readonly attained: Figure | undefined;
}

/** Each quota beside the one of the period before: how much more is asked, and what was reached. */
export function compareMessage(compared: readonly Compared[], locale: string): Message {
  const title = 'Your quotas beside those of the last period';
  const lines = compared.map((it) => compareLine(it, locale));
  const body = lines.length === 0 ? mrkdwn`You have no quota in this period.` : fitLines(lines);
  return {
    text: joinText([mrkdwn`${escapeText(title)}:`, body]),
    blocks: [header(title), section(body), ...whyReached(compared)],
  };
}

/** A row each: the buttons of one row need names of their own. */
function whyReached(compared: readonly Compared[]): readonly Block[] {
  return compared
    .flatMap(({ attained }) => (attained ? [attained] : []))
    .slice(0, MOST_ASKED)
    .map(({ metric, period }) => {
      const asked = { metric, period, kind: 'person', id: WHOEVER_ASKS } as const;
      return actions(
        whyButton(asked, {
          label: `Why this in ${period.id}?`,
          spoken: `Why this ${metric} in ${period.id}?`,
        }),
      );
    });
}

function compareLine({ quota, lastPeriod, last, attained }: Compared, locale: string): SafeText {
  const what = mrkdwn`*${escapeText(quota.period)}*: ${escapeText(metricWords(quota.metric))} ${escapeText(amountText(quota.amount, quota.currency, locale))}`;
  if (!last) return mrkdwn`${what}; there was none in ${escapeText(lastPeriod)}.`;
  const change = divideRounded((quota.amount - last.amount) * 1000n, last.amount);
  const sign = change > 0n ? '+' : '';
  const reached = attained
    ? mrkdwn`, of which ${escapeText(formatFigure(attained, locale))} was reached`
    : mrkdwn``;
  return mrkdwn`${what}, ${escapeText(`${sign}${Number(change) / 10} %`)} against ${escapeText(amountText(last.amount, last.currency, locale))} in ${escapeText(lastPeriod)}${reached}.`;
}
