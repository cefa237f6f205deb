import { metricNamed } from '#metrics/catalogue.ts';
import { periodWords } from '#metrics/period-text.ts';
import { whyButton } from '#metrics/why-button.ts';
import { actions } from '#slack/blocks/button.ts';
import { dataTimeLine } from '#slack/blocks/data-time.ts';
import { context, section } from '#slack/blocks/layout.ts';
import { fitLines, joinText } from '#slack/blocks/lines.ts';
import type { Message } from '#slack/blocks/message.ts';
import { endSentence, escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import { attainmentOf } from './attainment-of.ts';
import type { Person } from './people.ts';
import type { Rules } from './rules.ts';
import { listWords } from './sentences.ts';
import { isBelowNow } from './shortfalls.ts';
import { hasReached, type Standing } from './standing.ts';

export interface Summary {
  readonly manager: Person;
  readonly team: readonly Person[];
  readonly standings: readonly Standing[];
  readonly rules: Rules;
  readonly dataTime: Temporal.Instant | null;
}

const MOST_NAMED = 10;

/** How many of a team are where with their quotas; undefined where none of them has one. */
export function summaryMessage(summary: Summary): Message | undefined {
  const running = summary.standings.filter(
    ({ isActivity, progress }) => !isActivity && progress.phase === 'running',
  );
  const [first] = running;
  if (first === undefined) return undefined;
  const groups = [...Map.groupBy(running, ({ metric, period }) => `${metric}/${period.id}`).values()];
  const lines = fitLines(
    groups.flatMap((own) => {
      const [one = first] = own;
      return groupLines(summary, { own, quota: quotaWords(one, summary.manager) });
    }),
  );
  const next = mrkdwn`Next step: where somebody could use a word, \`/attain\` and their name shows their figures.`;
  const footer = mrkdwn`Nobody else gets this, and your team is not told. ${dataTimeLine(summary.dataTime)}`;
  const why = whyButton(
    { metric: attainmentOf(first.metric).id, period: first.period, kind: 'team', id: summary.manager.id },
    { label: 'Why this number', spoken: "Why is my team's attainment this number" },
  );
  return {
    text: joinText([lines, next, footer]),
    blocks: [section(joinText([lines, next])), actions(why), context(footer)],
  };
}

function groupLines(
  { team, rules }: Summary,
  { own, quota }: { readonly own: readonly Standing[]; readonly quota: SafeText },
): readonly SafeText[] {
  const reached = own.filter((one) => hasReached(one, 100));
  const below = own.filter((one) => isBelowNow(one, rules.paceBand));
  const people =
    own.length === 1 ? mrkdwn`1 person of your team has` : mrkdwn`${own.length} people of your team have`;
  const between = own.length - reached.length - below.length;
  const names = team.filter(({ id }) => reached.some(({ personId }) => personId === id));
  const shown = names.slice(0, MOST_NAMED).map(({ name }) => escapeText(name, 60));
  const more = names.length > shown.length ? [mrkdwn`${names.length - shown.length} more`] : [];
  return [
    mrkdwn`*${people} ${quota}: ${reached.length} reached it, ${between} on the way, ${below.length} below ${rules.paceBand}% of what is expected by now.*`,
    ...(shown.length > 0 ? [endSentence(mrkdwn`Reached by ${listWords([...shown, ...more])}`)] : []),
  ];
}

function quotaWords({ metric, period }: Standing, { today }: Person): SafeText {
  const name = metricNamed(metric).name.toLowerCase();
  return mrkdwn`a ${escapeText(name)} quota ${escapeText(periodWords(period, today))}`;
}
