import { metricNamed } from '#metrics/catalogue.ts';
import { periodTitle } from '#metrics/period-text.ts';
import { whyButton, WHOEVER_ASKS } from '#metrics/why-button.ts';
import { actions } from '#slack/blocks/button.ts';
import { dataTimeLine } from '#slack/blocks/data-time.ts';
import { context, section } from '#slack/blocks/layout.ts';
import { joinText } from '#slack/blocks/lines.ts';
import { type Block, type Message, note } from '#slack/blocks/message.ts';
import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import { crossedLines } from './crossed-lines.ts';
import { attainmentOf } from './attainment-of.ts';
import type { Told } from './read-nudge.ts';
import { activityLines, shortfallLines } from './shortfall-lines.ts';

/** What somebody is told about one of their quotas: the figure, one next step, and last why it comes now. */
export function nudgeMessage(told: Told): Message {
  const { kind } = told.kept;
  if (told.kept.isWithdrawn) return note(mrkdwn`This is taken back; the thread below says how it stands.`);
  const lines =
    kind === 'crossed'
      ? crossedLines(told)
      : kind === 'activity'
        ? activityLines(told)
        : shortfallLines(told);
  return messageOf(told, { lines: lines.slice(0, -1), why: lines.at(-1) });
}

/** Lines about a figure, with the button that explains it; below, why it comes and how fresh it is. */
export function messageOf(
  told: Told,
  { lines, why }: { readonly lines: readonly SafeText[]; readonly why?: SafeText | undefined },
): Message {
  const { standing, dataTime } = told;
  const [head = mrkdwn``, ...rest] = lines;
  const period = mrkdwn`${escapeText(periodTitle(standing.period))}. ${dataTimeLine(dataTime)}`;
  const footer = why ? joinText([why, period]) : period;
  return {
    text: joinText([...lines, footer]),
    blocks: [section(joinText([mrkdwn`*${head}*`, ...rest])), whyOf(told), context(footer)],
  };
}

function whyOf({ standing: { metric, period } }: Told): Block {
  const asked = { metric: attainmentOf(metric).id, period, kind: 'person', id: WHOEVER_ASKS } as const;
  const name = metricNamed(metric).name.toLowerCase();
  return actions(
    whyButton(asked, { label: 'Why this number', spoken: `Why is my attainment of ${name} this number` }),
  );
}
