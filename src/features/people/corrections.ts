import { z } from 'zod';
import type { Services } from '#feature.ts';
import { Refusal } from '#lib/errors.ts';
import { readJson } from '#lib/json.ts';
import {
  listCorrections,
  makeCorrections,
  previewCorrections,
  type StatedFact,
  withdrawCorrection,
} from '#ledger/correct.ts';
import { must } from '#lib/errors.ts';
import { mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import type { Message } from '#slack/blocks/message.ts';
import type { Action, Modal, SubmitCall, SubmitOutcome } from '#slack/routes.ts';
import type { Store } from '#store/store.ts';
import { checkCorrection, type RawCorrection } from './correction.ts';
import { formErrors, readCarriedCorrection, readCorrectionForm } from './correction-form.ts';
import {
  CORRECT,
  CORRECT_CONFIRM,
  correctedModal,
  type CorrectionLine,
  correctionModal,
  CORRECTIONS,
  correctionsMessage,
  previewCorrection,
  TAKE_BACK,
} from './correction-views.ts';
import { readDirectory } from './directory.ts';
import { factLines } from './fact-lines.ts';
import { readNames } from './store.ts';

const SHOWN = 15;

/** Opens the form. */
export const correctAction: Action<Services> = {
  id: CORRECT,
  permission: 'installer',
  shows: ['D9'],
  async run({ openModal }) {
    await openModal(correctionModal());
    return undefined;
  },
};

/** The form: mistakes are said next to their fields, else the preview follows. */
export const correctForm: Modal<Services> = {
  id: CORRECT,
  permission: 'installer',
  shows: ['D9'],
  submit: submitForm,
};

/** The preview: confirming it makes the correction. What it carried is checked like a new form. */
export const correctPreview: Modal<Services> = {
  id: CORRECT_CONFIRM,
  permission: 'installer',
  shows: ['D9'],
  async submit({ services, metadata, actor, now }) {
    const raw = readCarriedCorrection(readJson(metadata));
    if (!raw) throw new Refusal('This form cannot be read any more.', 'Open it again with /attain people.');
    const checked = checkCorrection(raw, await readDirectory(services.store));
    if (checked.kind === 'problems')
      throw new Refusal('Salesforce has changed meanwhile.', 'Open the form again with /attain people.');
    const saying = { madeBy: actor.slackUserId, now };
    const reach = await services.store.transaction((tx) => makeCorrections(tx, [checked.fact], saying));
    return { kind: 'update', view: correctedModal(reach) };
  },
};

/** The list of what is corrected. */
export const correctionsAction: Action<Services> = {
  id: CORRECTIONS,
  permission: 'installer',
  shows: ['D9'],
  run: ({ services }) => correctionList(services.store),
};

export const takeBackAction: Action<Services> = {
  id: TAKE_BACK,
  permission: 'installer',
  shows: ['D9'],
  async run({ services, value, actor, now }) {
    const id = z
      .string()
      .regex(/^\d{1,18}$/)
      .safeParse(value);
    if (!id.success) throw new Refusal('This button cannot be read any more.', 'Type /attain people again.');
    const saying = { madeBy: actor.slackUserId, now };
    await services.store.transaction((tx) => withdrawCorrection(tx, BigInt(id.data), saying));
    return correctionList(services.store, mrkdwn`Done: the correction is taken back.`);
  },
};

async function submitForm({ services, values, actor, now }: SubmitCall<Services>): Promise<SubmitOutcome> {
  const { store } = services;
  const raw = readCorrectionForm(values);
  const checked = checkCorrection(raw, await readDirectory(store));
  if (checked.kind === 'problems') return { kind: 'errors', errors: formErrors(checked.problems) };
  const reach = await previewCorrections(store, [checked.fact], { madeBy: actor.slackUserId, now });
  return { kind: 'update', view: await preview(store, raw, { fact: checked.fact, reach }) };
}

async function preview(
  store: Store,
  raw: RawCorrection,
  {
    fact,
    reach,
  }: { readonly fact: StatedFact; readonly reach: Awaited<ReturnType<typeof previewCorrections>> },
) {
  const [names, lines] = await Promise.all([readNames(store, [fact.personId]), factLines(store, [fact])]);
  const person = names.get(fact.personId)?.name ?? raw.email;
  return previewCorrection(raw, { person, line: must(lines[0], 'the fact in words'), reach });
}

async function correctionList(store: Store, done?: SafeText): Promise<Message> {
  const found = await listCorrections(store, { limit: SHOWN + 1 });
  const kept = found.slice(0, SHOWN);
  const [names, facts] = await Promise.all([
    readNames(
      store,
      kept.map(({ personId }) => personId),
    ),
    factLines(store, kept),
  ]);
  const lines = kept.map(
    (it, nth): CorrectionLine => ({
      ...must(facts[nth], 'the fact in words'),
      id: String(it.id),
      person: names.get(it.personId)?.name ?? it.personId,
      reason: it.reason,
      madeBy: it.madeBy,
      madeAt: Temporal.Instant.from(it.madeAt),
    }),
  );
  return correctionsMessage(lines, { done, areMore: found.length > SHOWN });
}
