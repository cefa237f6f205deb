import { divideRounded, formatMoney } from '#lib/money.ts';
import { metricNamed } from '#metrics/catalogue.ts';
import { formatFigure, formatShare } from '#metrics/figure-text.ts';
import type { InCurrency } from '#metrics/in-currency.ts';
import { periodWords } from '#metrics/period-text.ts';
import type { Figure } from '#model/figure.ts';
import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import type { Progress } from '#metrics/progress.ts';
import type { Question } from './question.ts';
import type { Answer, Target } from './read-answer.ts';

/** "Your attainment this quarter: 34%, $102,000 of $300,000." */
export function mainSentence(answer: Answer, locale: string): SafeText {
  const { question, figure, actual, target, today, shown } = answer;
  const subject = mrkdwn`${whose(question)} ${escapeText(question.metric.name.toLowerCase())} ${escapeText(periodWords(question.period, today))}`;
  const differs = actual.metric !== figure.metric;
  const value = differs ? escapeText(formatFigure(figure, locale)) : amountOf(figure, shown, locale);
  if (target?.kind === 'quota') {
    const quota = amountText(target.progress, target.progress.quota, locale);
    const of = differs
      ? mrkdwn`, ${amountOf(actual, shown, locale)} of ${quota}`
      : mrkdwn` of a quota of ${quota}`;
    return mrkdwn`${subject}: ${value}${of}.`;
  }
  const instead = differs
    ? mrkdwn` ${escapeText(metricNamed(actual.metric).name)}: ${amountOf(actual, shown, locale)}.`
    : mrkdwn``;
  return mrkdwn`${subject}: ${value}.${instead}`;
}

/** "€94,860.12 ($102,000)": in the reader's currency, and in the organisation's; just the latter where that is it. */
export function amountOf(figure: Figure, shown: InCurrency | undefined, locale: string): SafeText {
  const own = escapeText(formatFigure(figure, locale));
  if (shown === undefined || shown.value.kind === 'none') return own;
  return mrkdwn`${escapeText(formatFigure({ metric: figure.metric, value: shown.value }, locale))} (${own})`;
}

/** By which rates an amount was converted, and what could not be. */
export function currencySentences(shown: InCurrency | undefined, own: string): readonly SafeText[] {
  if (shown === undefined) return [];
  const { currency, value, choice, amounts } = shown;
  if (value.kind === 'none')
    return [
      mrkdwn`There is no rate for ${escapeText(currency)} in Salesforce, so amounts stay in ${escapeText(own)}.`,
    ];
  const rate =
    choice === 'static' ? mrkdwn`at the plan rate` : mrkdwn`each record at the rate of its close date`;
  const how = amounts.size === 0 ? mrkdwn`at one rate` : rate;
  return [
    mrkdwn`In ${escapeText(currency)}, ${how}; quotas, gaps and what a day needs stay in ${escapeText(own)}.`,
  ];
}

/** What is still to do, or that nothing is; silent without a quota. */
export function progressSentences(target: Target | undefined, locale: string): readonly SafeText[] {
  if (target?.kind !== 'quota') return [];
  const { progress } = target;
  const { gap, phase } = progress;
  const amount = (value: bigint) => amountText(progress, value, locale);
  if (gap === 0n) return [mrkdwn`The quota is reached.`];
  if (gap < 0n) return [mrkdwn`The quota is passed by ${amount(-gap)}.`];
  if (phase === 'over') return [mrkdwn`The period ended ${amount(gap)} short of the quota.`];
  if (phase === 'ahead') return [mrkdwn`The period has not begun; the gap is ${amount(gap)}.`];
  return [
    mrkdwn`Gap: ${amount(gap)}.`,
    ...paceSentences(progress, locale),
    ...needSentences(progress, locale),
  ];
}

/** "Dana Cole's team's" · "Your" */
export function whose({ isOwn, kind, person }: Question): SafeText {
  if (kind === 'company') return mrkdwn`The company's`;
  if (kind === 'team') return isOwn ? mrkdwn`Your team's` : mrkdwn`${escapeText(person.name, 60)}'s team's`;
  return isOwn ? mrkdwn`Your` : mrkdwn`${escapeText(person.name, 60)}'s`;
}

/** An amount in the unit of a quota. */
function amountText({ currency }: Progress, amount: bigint, locale: string): SafeText {
  return escapeText(
    currency === '' ? amount.toLocaleString(locale) : formatMoney({ minor: amount, currency }, locale),
  );
}

const ALONG: Readonly<Record<Progress['along'], SafeText>> = {
  days: mrkdwn`as `,
  parts: mrkdwn`along the parts of the quota; `,
  curve: mrkdwn`along the company's seasonal plan; `,
};

/** What is expected by now, what that goes by, and how far along it the person is. */
export function paceSentences({ pace, workingDays, along }: Progress, locale: string): readonly SafeText[] {
  if (!pace) return [];
  const { passed, all } = workingDays;
  const share = escapeText(formatShare(pace.expected, locale));
  const index = Number(divideRounded(pace.index.sum * 100n, pace.index.by)) / 100;
  const words = escapeText(index.toLocaleString(locale, { maximumFractionDigits: 2 }));
  return [
    mrkdwn`Expected by now: ${share}, ${ALONG[along]}${passed} of ${all} working ${all === 1 ? mrkdwn`day` : mrkdwn`days`} ${passed === 1 ? mrkdwn`has` : mrkdwn`have`} passed. Pace: ${words}, where 1 is on pace.`,
    ...(workingDays.areAssumed ? [mrkdwn`Holidays are not known: Monday to Friday are counted.`] : []),
  ];
}

function needSentences(progress: Progress, locale: string): readonly SafeText[] {
  const { perDay, workingDays } = progress;
  if (perDay === undefined) return [];
  const { left } = workingDays;
  const days = left === 1 ? mrkdwn`The one working day left` : mrkdwn`Each of the ${left} working days left`;
  return [mrkdwn`${days} needs ${amountText(progress, perDay, locale)}.`];
}
