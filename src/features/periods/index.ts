import { z } from 'zod';
import type { Feature, Services } from '#feature.ts';
import { dayIn } from '#lib/days.ts';
import { Refusal } from '#lib/errors.ts';
import { readJson } from '#lib/json.ts';
import { metricContext, readStanding } from '#metrics/context.ts';
import { PERIOD_STATES, type PeriodState } from '#model/period-locks.ts';
import type { Period } from '#model/period.ts';
import type { Message } from '#slack/blocks/message.ts';
import type { Action, ActionCall, Modal, SubmitCall, SubmitOutcome } from '#slack/routes.ts';
import { changePeriod, LONGEST_REASON, previewChange } from './change.ts';
import { CLOSING_TYPES, endedPeriods } from './policy.ts';
import { closeWhatEnded, readSoftClose, softCloseSetting } from './schedule.ts';
import { readStates } from './states.ts';
import { CHANGE, changedModal, changeModal, periodsMessage } from './views.ts';

const Step = z.object({ type: z.enum(CLOSING_TYPES), start: z.iso.date(), to: z.enum(PERIOD_STATES) });
const WHY = 'Say in a sentence why.';
const TOO_LONG = `The reason is longer than ${LONGEST_REASON} characters. Shorten it.`;
const Reason = z.string(WHY).trim().min(1, WHY).max(LONGEST_REASON, TOO_LONG);

const confirmChange: Modal<Services> = { id: CHANGE, permission: 'installer', shows: ['D9'], submit };

/** Closing the books: what was reported for a period stays as reported, and what changes later says so. */
export const periods: Feature = {
  name: 'periods',
  summary:
    'Periods are closed, locked and reopened; after a lock changes are adjustments that name their cause.',
  subcommands: [
    {
      name: 'periods',
      summary: 'which periods are closed, and closing, locking or reopening one',
      example: '/attain periods',
      permission: 'installer',
      shows: ['D9'],
      run: ({ services, now }) => overview(services, now),
    },
  ],
  actions: PERIOD_STATES.map(stepAction),
  modals: [confirmChange],
  schedules: [{ name: 'periods.close', shows: ['D9'], run: closeWhatEnded }],
  company: [softCloseSetting],
};

function stepAction(to: PeriodState): Action<Services> {
  return { id: `${CHANGE}_${to}`, permission: 'installer', shows: ['D9'], run: openForm };
}

async function openForm({ services, value, now, openModal }: ActionCall<Services>): Promise<undefined> {
  const { period, to } = await readStep(services, value, now);
  const context = await metricContext(services.store, now);
  const [{ frozen }, { dataTime }] = await Promise.all([
    previewChange(context, { period, to }),
    readStanding(context),
  ]);
  await openModal(changeModal(period, { to, frozen, dataTime, metadata: value }));
  return undefined;
}

async function submit({
  services,
  values,
  metadata,
  actor,
  now,
}: SubmitCall<Services>): Promise<SubmitOutcome> {
  const reason = Reason.safeParse(values['reason']);
  if (!reason.success) return { kind: 'errors', errors: { reason: reason.error.issues[0]?.message ?? WHY } };
  const { period, to } = await readStep(services, metadata, now);
  await changePeriod(services, { period, to, reason: reason.data, by: actor.slackUserId, now });
  return { kind: 'update', view: changedModal(period, to) };
}

async function readStep(
  { store }: Services,
  text: string,
  now: Temporal.Instant,
): Promise<{ readonly period: Period; readonly to: PeriodState }> {
  const step = Step.safeParse(readJson(text));
  if (!step.success) throw new Refusal('This form cannot be read any more.', 'Type /attain periods again.');
  const { type, start, to } = step.data;
  const { calendar } = await metricContext(store, now);
  return { period: calendar.periodOf(type, Temporal.PlainDate.from(start)), to };
}

async function overview({ store }: Services, now: Temporal.Instant): Promise<Message> {
  const context = await metricContext(store, now);
  const [states, softClose, { dataTime }] = await Promise.all([
    readStates(store),
    readSoftClose(store),
    readStanding(context),
  ]);
  const { calendar } = context;
  const listed = endedPeriods(calendar, dayIn(calendar.zone, now)).map((period) => ({
    period,
    state: states.stateOf(period),
    standing: states.standingOf(period),
  }));
  return periodsMessage({ periods: listed, softClose, dataTime });
}
