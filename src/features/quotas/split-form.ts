import { z } from 'zod';
import type { Services } from '#feature.ts';
import { Refusal } from '#lib/errors.ts';
import { readJson } from '#lib/json.ts';
import { type MetricContext, metricContext } from '#metrics/context.ts';
import type { Action, Modal, SubmitCall } from '#slack/routes.ts';
import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import { changeTexts } from './change-lines.ts';
import { type CompanyPlan, savePlan } from './company-plan.ts';
import { doneModal, previewModal, splitModal } from './forms.ts';
import { ACTIONS, MODALS } from './ids.ts';
import { allParts } from './plan.ts';
import { readPlan } from './read-plan.ts';
import { textsOf } from './set.ts';
import { applyPlan } from './split.ts';
import { amountText, capital, metricWords, quotasWords } from './words.ts';

const Typed = z.object({
  who: z.string(),
  metric: z.string(),
  period: z.string(),
  amount: z.string(),
  curve: z.string(),
  depth: z.enum(['quarter', 'month']),
  reason: z.string(),
});

/** Opens the form for a plan. */
export const splitAction: Action<Services> = {
  id: ACTIONS.split,
  permission: 'installer',
  shows: ['D9'],
  async run({ openModal }) {
    await openModal(splitModal());
    return undefined;
  },
};

/** The form: the parts are previewed, and for a person every quota that changes. */
export const splitForm: Modal<Services> = {
  id: MODALS.split,
  permission: 'installer',
  shows: ['D9'],
  async submit({ services, values, now }) {
    const typed = typedFrom({ who: '', curve: 'even', reason: '', ...textsOf(values) });
    const context = await metricContext(services.store, now);
    const read = await readPlan(context, typed);
    if (read.kind === 'wrong') return { kind: 'errors', errors: sentences(read.errors) };
    const { plan, personId } = read;
    const changed = personId === undefined ? [] : await previewOf(context, plan, personId);
    const whose = personId === undefined ? mrkdwn`The company plan` : mrkdwn`The quota`;
    const view = previewModal({
      id: MODALS.splitPreview,
      submit: personId === undefined ? 'Keep the plan' : 'Set the quotas',
      said: mrkdwn`${whose} for ${escapeText(metricWords(plan.metric))} in ${escapeText(plan.whole.id)}, ${escapeText(amountText(plan.amount, plan.currency))}, in parts:`,
      lines: [...partLines(plan), ...changed],
      metadata: JSON.stringify(typed),
    });
    return { kind: 'update', view };
  },
};

/** The preview: confirming it keeps the company plan, or sets the person's quotas as one change. */
export const splitPreview: Modal<Services> = {
  id: MODALS.splitPreview,
  permission: 'installer',
  shows: ['D9'],
  submit: confirm,
};

async function confirm({ services, actor, metadata, now }: SubmitCall<Services>) {
  const typed = typedFrom(readJson(metadata));
  const context = await metricContext(services.store, now);
  const read = await readPlan(context, typed);
  if (read.kind === 'wrong')
    throw new Refusal(Object.values(read.errors).join(' '), 'Fill in the form again.');
  const { plan, personId } = read;
  const by = actor.slackUserId;
  const reason = typed.reason === '' ? null : typed.reason;
  if (personId === undefined) {
    await savePlan(context, plan, { by, reason });
    return { kind: 'update', view: doneModal(mrkdwn`The company plan is kept.`, partLines(plan)) } as const;
  }
  const { changes, batchId } = await applyPlan(context, { ...plan, personId }, { by, reason, dryRun: false });
  const what = escapeText(quotasWords(changes.length));
  const said =
    batchId === undefined ? mrkdwn`Nothing changed.` : mrkdwn`${what} changed, as change ${batchId}.`;
  return { kind: 'update', view: doneModal(said) } as const;
}

async function previewOf(
  context: MetricContext,
  plan: CompanyPlan,
  personId: string,
): Promise<readonly SafeText[]> {
  const { changes } = await applyPlan(context, { ...plan, personId }, { by: '', reason: null, dryRun: true });
  return changeTexts(context, changes);
}

function sentences(errors: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(errors).map(([field, words]) => [field, capital(words)]));
}

function partLines(plan: CompanyPlan): readonly SafeText[] {
  return allParts(plan.parts).map(({ name, amount }) =>
    escapeText(`${name.id}: ${amountText(amount, plan.currency)}`),
  );
}

function typedFrom(value: unknown): z.infer<typeof Typed> {
  const typed = Typed.safeParse(value);
  if (typed.success) return typed.data;
  throw new Refusal('This form cannot be read any more.', 'Open it again with /attain quotas.');
}
