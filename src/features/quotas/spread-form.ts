import { z } from 'zod';
import type { Services } from '#feature.ts';
import { Refusal } from '#lib/errors.ts';
import { readJson } from '#lib/json.ts';
import { type MetricContext, metricContext } from '#metrics/context.ts';
import type { Action, Modal, SubmitCall } from '#slack/routes.ts';
import { escapeText, mrkdwn } from '#slack/blocks/text.ts';
import { requesterOf } from './approvers.ts';
import { previewChanges, whenOf } from './change.ts';
import { changeTexts } from './change-lines.ts';
import { doneModal, previewModal, spreadModal } from './forms.ts';
import { ACTIONS, MODALS } from './ids.ts';
import { readKnown } from './import.ts';
import { waitsText } from './proposal-views.ts';
import { textsOf } from './set.ts';
import {
  type PlanForPeople,
  readOver,
  SHARES,
  type SharedBy,
  spreadOverPeople,
  wrongOver,
} from './spread.ts';
import { submitFor } from './two-persons.ts';
import { peopleWords, quotasWords, streetWords } from './words.ts';

const Typed = z.object({
  metric: z.string(),
  period: z.string(),
  by: z.enum(Object.keys(SHARES) as [SharedBy, ...SharedBy[]]),
  over: z.string(),
});

/** Opens the form that hands the company's plan to people. */
export const spreadAction: Action<Services> = {
  id: ACTIONS.spread,
  permission: 'installer',
  shows: ['D9'],
  async run({ openModal }) {
    await openModal(spreadModal());
    return undefined;
  },
};

/** The form: what each person would be asked for, and how much more than the plan that is in all. */
export const spreadForm: Modal<Services> = {
  id: MODALS.spread,
  permission: 'installer',
  shows: ['D9'],
  async submit({ services, values, now }) {
    const typed = typedFrom(textsOf(values));
    const context = await metricContext(services.store, now);
    const spread = await spreadFor(context, typed);
    if ('wrong' in spread) return { kind: 'errors', errors: { [spread.field]: spread.wrong } };
    const changes = await previewChanges(services.store, spread.wishes, whenOf(context));
    if (changes.length === 0)
      return {
        kind: 'errors',
        errors: { period: 'All of this holds already. Name another period, or cancel.' },
      };
    const said = mrkdwn`This changes ${escapeText(quotasWords(changes.length))} of ${escapeText(peopleWords(spread.people))}: ${escapeText(streetWords(spread))}.`;
    const view = previewModal({
      id: MODALS.spreadPreview,
      submit: 'Set the quotas',
      said,
      lines: await changeTexts(context, changes),
      metadata: JSON.stringify(typed),
    });
    return { kind: 'update', view };
  },
};

/** The preview: confirming it sets all quotas as one change, or asks a second person. */
export const spreadPreview: Modal<Services> = {
  id: MODALS.spreadPreview,
  permission: 'installer',
  shows: ['D9'],
  submit: confirm,
};

async function confirm({ services, actor, metadata, now }: SubmitCall<Services>) {
  const context = await metricContext(services.store, now);
  const spread = await spreadFor(context, typedFrom(readJson(metadata)));
  if ('wrong' in spread) throw new Refusal(spread.wrong, 'Fill in the form again.');
  const decision = { ...whenOf(context), now, kind: 'split', source: 'plan', reason: null } as const;
  const submit = submitFor(services, requesterOf(actor));
  const { changes, batchId, waits } = await submit(services.store, spread.wishes, decision);
  if (waits) return { kind: 'update', view: doneModal(waitsText(waits)) } as const;
  const what = escapeText(quotasWords(changes.length));
  const said =
    batchId === undefined ? mrkdwn`Nothing changed.` : mrkdwn`${what} changed, as change ${batchId}.`;
  return { kind: 'update', view: doneModal(said, [escapeText(streetWords(spread))]) } as const;
}

interface Wrong {
  readonly field: 'period' | 'over';
  readonly wrong: string;
}

/** The plan for people, or what is wrong with what was typed, and where. */
async function spreadFor(
  context: MetricContext,
  { metric, period, by, over }: z.infer<typeof Typed>,
): Promise<PlanForPeople | Wrong> {
  const whole = (await readKnown(context)).parsePeriod(period);
  if (!whole) return { field: 'period', wrong: 'Name the period of the plan, such as 2027 or 2027-Q1.' };
  if (readOver(over) === undefined) return { field: 'over', wrong: wrongOver(over).join(' ') };
  try {
    return await spreadOverPeople(context, { metric, whole, by, over });
  } catch (error) {
    if (error instanceof Refusal)
      return { field: 'period', wrong: [error.message, error.hint ?? ''].join(' ').trim() };
    throw error;
  }
}

function typedFrom(value: unknown): z.infer<typeof Typed> {
  const typed = Typed.safeParse(value);
  if (typed.success) return typed.data;
  throw new Refusal('This form cannot be read any more.', 'Open it again with /attain quotas.');
}
