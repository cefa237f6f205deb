import { formatFigure } from '#metrics/figure-text.ts';
import { metricNamed } from '#metrics/catalogue.ts';
import { periodTitle } from '#metrics/period-text.ts';
import { whyButton } from '#metrics/why-button.ts';
import type { Figure } from '#model/figure.ts';
import type { PeriodState } from '#model/period-locks.ts';
import type { Period } from '#model/period.ts';
import type { PeriodStanding } from '#ledger/period-states.ts';
import { actions, type ButtonSpec } from '#slack/blocks/button.ts';
import { dataTimeLine } from '#slack/blocks/data-time.ts';
import { textInput } from '#slack/blocks/inputs.ts';
import { context, header, section } from '#slack/blocks/layout.ts';
import { joinText } from '#slack/blocks/lines.ts';
import type { Block, Message } from '#slack/blocks/message.ts';
import type { ModalView } from '#slack/blocks/modal.ts';
import { dayToken } from '#slack/blocks/references.ts';
import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import { MEANINGS, meaningOnceTaken, stateWords, stepsFrom } from './policy.ts';
import type { SoftClose } from './schedule.ts';

export const CHANGE = 'periods.change';

const VERBS: Readonly<Record<PeriodState, string>> = { soft: 'Close softly', locked: 'Lock', open: 'Reopen' };

export interface ListedPeriod {
  readonly period: Period;
  readonly state: PeriodState;
  readonly standing: PeriodStanding | undefined;
}

interface Overview {
  readonly periods: readonly ListedPeriod[];
  readonly softClose: SoftClose | undefined;
  readonly dataTime: Temporal.Instant | null;
}

/** The periods that ended last, how each stands, and what can be done about it. */
export function periodsMessage({ periods, softClose, dataTime }: Overview): Message {
  const foot = joinText([scheduleLine(softClose), dataTimeLine(dataTime)]);
  return {
    text: joinText([leadOf(periods), ...periods.map(periodLine), foot]),
    blocks: [header('Periods'), section(leadOf(periods)), ...periods.flatMap(periodBlocks), context(foot)],
  };
}

/** "Of the periods that ended last, 1 is locked and 7 are open." */
function leadOf(periods: readonly ListedPeriod[]): SafeText {
  const counts = (['locked', 'soft', 'open'] as const).flatMap((state) => {
    const count = periods.filter((it) => it.state === state).length;
    return count > 0
      ? [mrkdwn`${count} ${count === 1 ? mrkdwn`is` : mrkdwn`are`} ${escapeText(stateWords(state))}`]
      : [];
  });
  if (periods.length === 0) return mrkdwn`No period has ended yet.`;
  const [first, last] = [counts.slice(0, -1), counts.slice(-1)];
  return mrkdwn`Of the periods that ended last, ${joinText([...(first.length > 0 ? [joinText(first, mrkdwn`, `)] : []), ...last], mrkdwn` and `)}.`;
}

/** Asks for the reason, and says what the step means before it is taken. */
export function changeModal(
  period: Period,
  {
    to,
    frozen,
    dataTime,
    metadata,
  }: {
    readonly to: PeriodState;
    readonly frozen: readonly Figure[];
    readonly dataTime: Temporal.Instant | null;
    readonly metadata: string;
  },
): ModalView {
  const name = escapeText(periodTitle(period));
  const figures = frozen.map(
    (figure) => mrkdwn`${escapeText(metricNamed(figure.metric).name)}: ${escapeText(formatFigure(figure))}`,
  );
  const holds = to === 'locked' ? 'Will be kept as reported:' : 'As it stands:';
  return {
    id: CHANGE,
    title: `${VERBS[to]} ${period.id}`.slice(0, 24),
    submit: VERBS[to],
    close: 'Cancel',
    metadata,
    blocks: [
      section(mrkdwn`*${name}*\n${escapeText(MEANINGS[to], 400)}`),
      ...(to === 'open'
        ? []
        : [
            section(joinText([mrkdwn`${escapeText(holds)}`, ...figures])),
            ...why(frozen),
            context(dataTimeLine(dataTime)),
          ]),
      textInput({
        id: 'reason',
        label: 'Why',
        hint: 'Kept with the step, for whoever asks later.',
        multiline: true,
      }),
    ],
  };
}

/** The first of the company's figures, explained in a message of its own. */
function why([figure]: readonly Figure[]): readonly Block[] {
  if (!figure) return [];
  const asked = { metric: figure.metric, period: figure.period, kind: 'company', id: 'all' } as const;
  return [
    actions(whyButton(asked, { label: `Why these ${metricNamed(figure.metric).name.toLowerCase()}?` })),
  ];
}

/** Said when the step was taken. */
export function changedModal(period: Period, to: PeriodState): ModalView {
  return {
    id: `${CHANGE}.done`,
    title: 'Done',
    submit: null,
    close: 'Close',
    metadata: '',
    blocks: [
      section(
        mrkdwn`${escapeText(periodTitle(period))} is ${escapeText(stateWords(to))} now. ${escapeText(meaningOnceTaken(to), 400)}`,
      ),
    ],
  };
}

function periodLine({ period, state, standing }: ListedPeriod): SafeText {
  const why = standing
    ? mrkdwn` since ${dayToken(standing.changedAt)}: ${escapeText(standing.reason, 120)}`
    : mrkdwn``;
  return mrkdwn`*${escapeText(periodTitle(period))}*: ${escapeText(stateWords(state))}${why}`;
}

function periodBlocks(listed: ListedPeriod): readonly Block[] {
  const { period, state } = listed;
  const buttons = stepsFrom(state).map(
    (to): ButtonSpec => ({
      action: `${CHANGE}_${to}`,
      label: VERBS[to],
      spoken: `${VERBS[to]} ${periodTitle(period)}`,
      value: JSON.stringify({ type: period.type, start: period.start.toString(), to }),
    }),
  );
  return [section(periodLine(listed)), actions(...buttons)];
}

function scheduleLine(softClose: SoftClose | undefined): SafeText {
  if (softClose === undefined)
    return mrkdwn`Nothing closes by itself. \`npm run attain -- periods schedule\` changes that.`;
  const { type, afterWorkingDays: days } = softClose;
  return mrkdwn`Each ${escapeText(type)} closes softly ${days} working ${days === 1 ? mrkdwn`day` : mrkdwn`days`} after its end.`;
}
