import { day, dayWords } from '#lib/days.ts';
import { currencyDecimals, divideRounded, formatMoney } from '#lib/money.ts';
import { numberFormat } from '#lib/number-format.ts';
import { percentText } from '#model/quota-curve.ts';
import { METRICS } from '#metrics/catalogue.ts';
import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import type { ShownQuota } from './read-shown.ts';
import type { Applied } from './change.ts';
import type { PlanForPeople } from './spread.ts';
import type { QuotaChange } from './wish.ts';

/** An amount of money, or a count where the currency is ''. */
export function amountText(amount: bigint, currency: string, locale = 'en-US'): string {
  if (currency === '') return numberFormat(locale, {}).format(amount);
  return formatMoney({ minor: amount, currency }, locale);
}

/** An amount as a number to sort by; never to reckon with. */
export function amountNumber(amount: bigint, currency: string): number {
  return currency === '' ? Number(amount) : Number(amount) / 10 ** currencyDecimals(currency);
}

/** 5 ÷ 4 → "125%". */
export function ratioText({ sum, by }: { readonly sum: bigint; readonly by: bigint }): string {
  return percentText(divideRounded(sum * 1000n, by) * 10n);
}

/** What a metric is called within a sentence. */
export function metricWords(id: string): string {
  return (METRICS.find((metric) => metric.id === id)?.name ?? id).toLowerCase();
}

/** "2026-Q4: bookings $300,000, weight 60 %, version 2 from a file, not accepted yet" */
export function quotaLine(quota: ShownQuota, locale: string): SafeText {
  const { period, metric, amount, asSet, currency, weight, notes } = quota;
  const parts = [
    mrkdwn`${escapeText(metricWords(metric))} ${escapeText(amountText(amount, currency, locale))}`,
    ...(amount === asSet ? [] : [mrkdwn`set at ${escapeText(amountText(asSet, currency, locale))}`]),
    ...notes.map((note) => escapeText(note)),
    ...(weight === null ? [] : [mrkdwn`weight ${escapeText(percentText(BigInt(weight)))}`]),
    mrkdwn`version ${quota.version} ${escapeText(sourceWords(quota.source))}`,
    quota.acceptedOn === null
      ? mrkdwn`not accepted yet`
      : mrkdwn`accepted on ${escapeText(dayWords(day(quota.acceptedOn)))}`,
  ];
  return mrkdwn`*${escapeText(period)}*: ${joined(parts)}`;
}

export function sourceWords(source: ShownQuota['source']): string {
  return { salesforce: 'from Salesforce', csv: 'from a file', slack: 'set in Slack', plan: 'from a plan' }[
    source
  ];
}

/** "2026-Q4, bookings: $330,000 instead of $300,000 from Nov 18, 2026" */
export function changeText(
  { wish, before, effectiveOn, weight }: QuotaChange,
  { period, locale }: { readonly period: string; readonly locale: string },
): string {
  const was = before ? ` instead of ${amountText(before.amount, before.currency, locale)}` : '';
  const from = effectiveOn === null ? '' : ` from ${dayWords(day(effectiveOn))}`;
  const share = weight === null ? '' : `, weight ${percentText(BigInt(weight))}`;
  const becomes = amountText(wish.amount, wish.currency, locale);
  return `${period}, ${metricWords(wish.metric)}: ${becomes}${was}${from}${share}${before ? '' : ', no quota so far'}`;
}

/** "$1,250,000 asked of people for a plan of $1,000,000, 125 %; the plan is reached at 80 % attainment" */
export function streetWords({ street, target, currency, over }: PlanForPeople): string {
  const [asked, plan] = [street, target].map((amount) => amountText(amount, currency));
  if (!over) return `${asked} asked of people for a plan of ${plan}`;
  return `${asked} asked of people for a plan of ${plan}, ${ratioText(over.ratio)}; the plan is reached at ${ratioText(over.attainmentFactor)} attainment`;
}

/** "1 quota", "1,200 quotas" */
export function quotasWords(count: number): string {
  return count === 1 ? '1 quota' : `${numberFormat('en-US', {}).format(count)} quotas`;
}

/** "1 person", "12 people" */
export function peopleWords(count: number): string {
  return count === 1 ? '1 person' : `${numberFormat('en-US', {}).format(count)} people`;
}

/** "1 quota is as it was", "12 quotas are as they were" */
export function restoredWords(count: number): string {
  return count === 1 ? '1 quota is as it was' : `${quotasWords(count)} are as they were`;
}

/** What stands after a column in a file begins a sentence below a field. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Said on the command line instead of "changed" where a second person is needed. */
export function waitsWords({ proposal, people }: NonNullable<Applied['waits']>): string {
  return `This touches ${peopleWords(people)}, so a second person has to approve it: proposal ${proposal} waits for the admins of Attain in Slack (/attain quotas). Nothing has changed yet.\n`;
}

function joined(parts: readonly SafeText[]): SafeText {
  return parts.reduce((all, part) => (all === '' ? part : mrkdwn`${all}, ${part}`), mrkdwn``);
}
