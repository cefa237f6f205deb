import { z } from 'zod';
import { perWeekWords } from '#model/interruption.ts';
import { numberInput, textInput } from '#slack/blocks/inputs.ts';
import { section } from '#slack/blocks/layout.ts';
import { joinText } from '#slack/blocks/lines.ts';
import { closingModal, type ModalView } from '#slack/blocks/modal.ts';
import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import type { ModalValues } from '#slack/routes.ts';
import { MOST_DAYS, MOST_THRESHOLDS, Rules } from './rules.ts';

export const RULES = 'nudges.rules';
export const RULES_FORM = 'nudges.rules_form';

/** The company's rules, to be changed in one window, with what they cost lately. */
export function rulesModal(
  { paceDays, paceBand, thresholds, endingDays }: Rules,
  load: number | undefined,
): ModalView {
  return {
    id: RULES_FORM,
    title: 'Quota nudges',
    submit: 'Save the rules',
    close: 'Cancel',
    metadata: '',
    blocks: [
      textInput({
        id: 'thresholds',
        label: 'Percent of a quota that are worth a message',
        hint: 'With commas between them. Each is told once in a period.',
        initial: thresholds.join(', '),
      }),
      numberInput({
        id: 'pace_band',
        label: 'Below pace is below so many percent of what is expected by now',
        min: 10,
        max: 100,
        initial: paceBand,
      }),
      numberInput({
        id: 'pace_days',
        label: 'Told after so many working days below pace',
        min: 1,
        max: MOST_DAYS,
        initial: paceDays,
      }),
      numberInput({
        id: 'ending_days',
        label: 'Told so many working days before the end, where something is left',
        hint: 'In short periods a quarter of the working days at most.',
        min: 1,
        max: MOST_DAYS,
        initial: endingDays,
      }),
      section(costWords(load)),
    ],
  };
}

/** Messages a week that people got of these topics; undefined where nobody got any. */
function costWords(load: number | undefined): SafeText {
  const most = mrkdwn`Nobody gets more a day than they choose.`;
  return load === undefined
    ? mrkdwn`Nobody got such a message in the last four weeks. ${most}`
    : mrkdwn`In the last four weeks those who were told got ${escapeText(perWeekWords(load))} of this kind on average. ${most}`;
}

const days = z.coerce.number({ error: DAYS() }).int(DAYS()).min(1, DAYS()).max(MOST_DAYS, DAYS());
const BAND = 'Enter a whole number from 10 to 100.';
const MARKS = `Enter up to ${MOST_THRESHOLDS} whole numbers from 1 to 1000, such as 50, 80, 100.`;

const Entered = z.object({
  thresholds: z
    .string({ error: MARKS })
    .transform((text) => text.split(/[\s,;%]+/).filter(Boolean))
    .refine((parts) => parts.every((part) => /^\d{1,4}$/.test(part)), MARKS)
    .transform((parts) => [...new Set(parts.map(Number))].toSorted((a, b) => a - b))
    .refine((marks) => Rules.shape.thresholds.safeParse(marks).success, MARKS),
  pace_band: z.coerce.number({ error: BAND }).int(BAND).min(10, BAND).max(100, BAND),
  pace_days: days,
  ending_days: days,
});

function DAYS(): string {
  return `Enter a whole number from 1 to ${MOST_DAYS}.`;
}

/** Reads the submitted rules; every mistake is said next to its field. */
export function readRulesForm(
  values: ModalValues,
): Rules | { readonly errors: Readonly<Record<string, string>> } {
  const entered = Entered.safeParse(values);
  if (entered.success) {
    const { thresholds, pace_band, pace_days, ending_days } = entered.data;
    return { thresholds, paceBand: pace_band, paceDays: pace_days, endingDays: ending_days };
  }
  const issues = entered.error.issues.toReversed();
  return { errors: Object.fromEntries(issues.map(({ path, message }) => [String(path[0]), message])) };
}

/** Said after the rules were saved. */
export function rulesSavedModal(rules: Rules): ModalView {
  return closingModal(RULES_FORM, {
    title: 'Saved',
    blocks: [section(joinText([...rulesLines(rules), mrkdwn`What was told already is not told again.`]))],
  });
}

/** The rules as everybody may read them; no figures, so they need no reason. */
export function rulesLines({
  paceDays,
  paceBand,
  thresholds,
  endingDays,
}: Rules): readonly [SafeText, ...SafeText[]] {
  return [
    // In words: a rule is no figure that anybody would ask the reason of.
    mrkdwn`When you reach ${escapeText(thresholds.join(', '))} percent of a quota: each once in a period.`,
    mrkdwn`When you have been below ${paceBand} percent of what is expected for ${workingDays(paceDays)}.`,
    mrkdwn`When up to three open deals would reach the quota, in the second half of a period.`,
    mrkdwn`When ${workingDays(endingDays)} ${endingDays === 1 ? mrkdwn`is` : mrkdwn`are`} left and something is missing.`,
    mrkdwn`When a working day had fewer calls, e-mails or meetings than your quota asks for, and you are not ahead of it.`,
  ];
}

/** "50%, 80% of a quota; below 80% of what is expected for 10 working days; 10 working days before the end" */
export function rulesShortly({ paceDays, paceBand, thresholds, endingDays }: Rules): string {
  return `at ${marksOf(thresholds)} of a quota; after ${workingDays(paceDays)} below ${paceBand}% of what is expected; ${workingDays(endingDays)} before the end`;
}

function workingDays(count: number): SafeText {
  return count === 1 ? mrkdwn`1 working day` : mrkdwn`${count} working days`;
}

function marksOf(thresholds: Rules['thresholds']): string {
  return thresholds.map((percent) => `${percent}%`).join(', ');
}
