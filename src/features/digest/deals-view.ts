import { context, header } from '#slack/blocks/layout.ts';
import { fitLines } from '#slack/blocks/lines.ts';
import { type Message, note } from '#slack/blocks/message.ts';
import { type Cell, fitTable } from '#slack/blocks/table.ts';
import { escapeText, mrkdwn } from '#slack/blocks/text.ts';
import type { Week } from './read-week.ts';
import type { Risk } from './risk.ts';
import { amountText, dealSentence, reasonText, rulesSentence } from './sentences.ts';

/** Every deal at risk, in one table. */
export function dealsMessage(weeks: readonly Week[]): Message {
  const [first] = weeks;
  const risks = weeks.flatMap((week) => week.risks);
  if (first === undefined || risks.length === 0) return note(mrkdwn`No open deal needs a look.`);
  const count = risks.length === 1 ? '1 deal needs a look' : `${risks.length} deals need a look`;
  const lines = risks.map((risk) => dealSentence({ ...risk, act: undefined }, first));
  return {
    text: fitLines([mrkdwn`*${escapeText(count)}:*`, ...lines, rulesSentence(first.rules)], 3_700),
    blocks: [
      header(count),
      ...fitTable({
        caption: 'Deals that need a look, with owner, amount and reasons',
        header: ['Deal', 'Owner', 'Amount', 'Why'],
        rows: risks.map((risk) => rowOf(risk, first)),
        rowHeaderColumn: 0,
      }),
      context(rulesSentence(first.rules)),
    ],
  };
}

function rowOf({ deal, reasons }: Risk, { recordsAt }: Week): readonly Cell[] {
  const name = recordsAt ? { url: `${recordsAt}/${deal.id}`, text: deal.name } : deal.name;
  return [name, deal.ownerName, amountText(deal), reasons.map(reasonText).join('; ')];
}
