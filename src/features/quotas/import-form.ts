import type { Services } from '#feature.ts';
import { problemText } from '#lib/csv.ts';
import { metricContext } from '#metrics/context.ts';
import type { Action, Modal, SubmitCall, SubmitOutcome } from '#slack/routes.ts';
import { escapeSentence, escapeText, mrkdwn } from '#slack/blocks/text.ts';
import { changeTexts } from './change-lines.ts';
import { doneModal, importModal, previewModal } from './forms.ts';
import { peopleWords, quotasWords } from './words.ts';
import { ACTIONS, MODALS } from './ids.ts';
import { requesterOf } from './approvers.ts';
import { waitsText } from './proposal-views.ts';
import { submitFor } from './two-persons.ts';
import { importQuotas, type QuotaImport } from './import.ts';

/** What a form can carry from its preview to its confirmation. */
const LONGEST_CSV = 2_900;
const SHOWN_PROBLEMS = 5;

/** Opens the form for a CSV. */
export const importAction: Action<Services> = {
  id: ACTIONS.import,
  permission: 'installer',
  shows: ['D9'],
  async run({ openModal }) {
    await openModal(importModal());
    return undefined;
  },
};

/** The form: every problem with its line, else what would change and for whom. */
export const importForm: Modal<Services> = {
  id: MODALS.import,
  permission: 'installer',
  shows: ['D9'],
  async submit(call) {
    const csv = typeof call.values['csv'] === 'string' ? call.values['csv'] : '';
    if (csv.length > LONGEST_CSV) {
      return wrong('This is too long for a form. Import it with: npm run attain -- quotas import FILE');
    }
    const result = await run(call, { csv, dryRun: true });
    if (result.problems.length > 0) return wrong(problemWords(result));
    if (result.changes.length === 0) return wrong('All of this holds already. Change a line, or cancel.');
    const what = quotasWords(result.changes.length);
    return preview(call, { csv, result, said: `This changes ${what} of ${peopleWords(result.people)}:` });
  },
};

/** The preview: confirming it writes all rows or none, as one change that can be taken back. */
export const importPreview: Modal<Services> = {
  id: MODALS.importPreview,
  permission: 'installer',
  shows: ['D9'],
  async submit(call) {
    const result = await run(call, { csv: call.metadata, dryRun: false });
    if (result.problems.length > 0) {
      return {
        kind: 'update',
        view: doneModal(mrkdwn`Nothing was written.`, [escapeSentence(problemWords(result), 2_000)]),
      };
    }
    if (result.waits) return { kind: 'update', view: doneModal(waitsText(result.waits)) };
    const what = escapeText(quotasWords(result.changes.length));
    const said =
      result.batchId === undefined
        ? mrkdwn`Nothing changed.`
        : mrkdwn`${what} changed, as change ${result.batchId}. It can be taken back under Changes.`;
    return { kind: 'update', view: doneModal(said) };
  },
};

async function preview(
  { services, now }: SubmitCall<Services>,
  { csv, result, said }: { readonly csv: string; readonly result: QuotaImport; readonly said: string },
): Promise<SubmitOutcome> {
  const context = await metricContext(services.store, now);
  const view = previewModal({
    id: MODALS.importPreview,
    submit: 'Import',
    said: escapeText(said),
    lines: await changeTexts(context, result.changes),
    metadata: csv,
  });
  return { kind: 'update', view };
}

function run(
  { services, actor, now }: SubmitCall<Services>,
  { csv, dryRun }: { readonly csv: string; readonly dryRun: boolean },
): Promise<QuotaImport> {
  return importQuotas(services.store, new TextEncoder().encode(csv), {
    dryRun,
    by: actor.slackUserId,
    now,
    submit: submitFor(services, requesterOf(actor)),
  });
}

function problemWords({ problems }: QuotaImport): string {
  const shown = problems.slice(0, SHOWN_PROBLEMS).map(problemText);
  const more = problems.length > shown.length ? [`and ${problems.length - shown.length} more`] : [];
  return [...shown, ...more].join(' · ');
}

function wrong(text: string): SubmitOutcome {
  return { kind: 'errors', errors: { csv: text } };
}
