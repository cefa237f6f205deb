import { QUOTA_METRICS } from '#metrics/catalogue.ts';
import { textInput } from '#slack/blocks/inputs.ts';
import { context, section } from '#slack/blocks/layout.ts';
import { fitLines } from '#slack/blocks/lines.ts';
import type { Block } from '#slack/blocks/message.ts';
import { closingModal, type ModalView } from '#slack/blocks/modal.ts';
import { radioInput, selectInput } from '#slack/blocks/selects.ts';
import { mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import { MODALS } from './ids.ts';
import { SPLITS } from './plan.ts';
import { SHARES } from './spread.ts';

const PREVIEW_LINES = 2_400;

/** The form for one quota of one person. */
export function setModal(isInstaller: boolean): ModalView {
  return {
    ...form(MODALS.set, 'Set a quota'),
    blocks: [
      textInput({ id: 'rep_email', label: 'E-mail of the person', hint: 'As in Salesforce.' }),
      metricInput(),
      textInput({ id: 'period', label: 'Period', hint: 'Such as 2026-Q4, 2026-10 or 2026.' }),
      textInput({ id: 'amount', label: 'Quota', hint: 'A plain number such as 300000; 0 for none.' }),
      textInput({ id: 'weight', label: 'Weight in percent', optional: true }),
      textInput({
        id: 'effective_on',
        label: 'First day it holds for',
        hint: 'Left empty, a change of a running period holds from today on; earlier days keep the old quota.',
        optional: true,
      }),
      textInput({ id: 'reason', label: 'Reason' }),
      ...(isInstaller ? [] : [context(mrkdwn`It counts once it is approved.`)]),
    ],
  };
}

/** The form for many quotas at once, as CSV. */
export function importModal(): ModalView {
  return {
    ...form(MODALS.import, 'Import quotas'),
    blocks: [
      textInput({
        id: 'csv',
        label: 'Quotas as CSV',
        hint: 'First line: rep_email,period,metric,amount and if you like weight,effective_on,reason. A longer file is imported with: npm run attain -- quotas import FILE',
        multiline: true,
        initial: 'rep_email,period,metric,amount\n',
      }),
    ],
  };
}

/** The form for a year that is handed down. */
export function splitModal(): ModalView {
  const depths = Object.entries(SPLITS).map(([value, label]) => ({ value, label }));
  return {
    ...form(MODALS.split, 'Split a plan'),
    blocks: [
      textInput({
        id: 'who',
        label: 'E-mail of the person',
        hint: 'Left empty, it is the plan of the whole company.',
        optional: true,
      }),
      metricInput(),
      textInput({ id: 'period', label: 'Year or quarter', hint: 'Such as 2027.' }),
      textInput({ id: 'amount', label: 'How much in all' }),
      radioInput({ id: 'depth', label: 'Down to', choices: depths, initial: 'quarter' }),
      textInput({
        id: 'curve',
        label: 'Seasonal curve',
        hint: 'Percentages that sum to 100: 22/24/26/28 for quarters, twelve of them for months, or even.',
        initial: 'even',
      }),
      textInput({ id: 'reason', label: 'Reason', optional: true }),
    ],
  };
}

/** The form that hands the company's plan to people. */
export function spreadModal(): ModalView {
  const shares = Object.entries(SHARES).map(([value, label]) => ({ value, label }));
  return {
    ...form(MODALS.spread, 'Spread the plan'),
    blocks: [
      context(
        mrkdwn`The company's plan goes to everybody who has a quota for the metric, or had one before.`,
      ),
      metricInput(),
      textInput({ id: 'period', label: 'Year or quarter of the plan', hint: 'Such as 2027.' }),
      radioInput({ id: 'by', label: 'Divided', choices: shares, initial: 'quota' }),
      textInput({
        id: 'over',
        label: 'Asked for in all, in percent of the plan',
        hint: '100 asks for the plan; 125 asks for a quarter more, so that 80% attainment reaches it.',
        initial: '100',
      }),
    ],
  };
}

export interface Preview {
  readonly id: string;
  readonly submit: string;
  readonly said: SafeText;
  readonly lines: readonly SafeText[];
  readonly metadata: string;
}

/** What would change, before anything does. */
export function previewModal({ id, submit, said, lines, metadata }: Preview): ModalView {
  return {
    id,
    title: 'Preview',
    submit,
    close: 'Cancel',
    metadata,
    blocks: [section(said), ...linesBlock(lines)],
  };
}

/** Said when it is done. */
export function doneModal(said: SafeText, lines: readonly SafeText[] = []): ModalView {
  return closingModal('quotas', { title: 'Quotas', blocks: [section(said), ...linesBlock(lines)] });
}

function form(id: string, title: string) {
  return { id, title, submit: 'Preview', close: 'Cancel', metadata: '' } as const;
}

function metricInput(): Block {
  const choices = QUOTA_METRICS.map(({ id, name }) => ({ value: id, label: name }));
  return selectInput({ id: 'metric', label: 'Metric', choices, initial: 'bookings' });
}

function linesBlock(lines: readonly SafeText[]): readonly Block[] {
  return lines.length === 0 ? [] : [section(fitLines(lines, PREVIEW_LINES))];
}
