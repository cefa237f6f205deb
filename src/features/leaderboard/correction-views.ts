import { formatMoney } from '#lib/money.ts';
import { periodTitle } from '#metrics/period-text.ts';
import { dataTimeLine, momentToken } from '#slack/blocks/data-time.ts';
import { context, section } from '#slack/blocks/layout.ts';
import { fitLines, joinText } from '#slack/blocks/lines.ts';
import { type Message, note } from '#slack/blocks/message.ts';
import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import type { Difference } from './difference.ts';
import type { Said, SaidLine } from './said.ts';
import type { BoardContent } from './standings.ts';
import { whyButtons } from './why-buttons.ts';

const NAME_LENGTH = 60;
const LINES_TEXT = 2_400;

/** The one answer below a board whose numbers turned out different: who moved, and by how much. */
export function correctionMessage(
  content: BoardContent,
  { said, differences }: { readonly said: Said; readonly differences: readonly Difference[] },
): Message {
  const title = mrkdwn`${escapeText(content.metric.name)}, ${escapeText(periodTitle(content.period))}`;
  if (content.isOff) return note(mrkdwn`Correction to ${title}: boards of people are switched off here.`);
  const when = momentToken(said.slotAt);
  const head =
    differences.length === 0
      ? mrkdwn`*Correction to ${title}.* The results are again those of ${when}.`
      : mrkdwn`*Correction to ${title}.* Salesforce told of these after the board of ${when} was posted:`;
  const lines = fitLines(differences.map(differenceLine), LINES_TEXT);
  const words = differences.length === 0 ? head : joinText([head, lines]);
  const footer = mrkdwn`${dataTimeLine(content.dataTime)} The board above shows the corrected results.`;
  return { text: joinText([words, footer]), blocks: [section(words), whyButtons(content), context(footer)] };
}

/** "Dana Cole: $102,000 is now $122,000 (+$20,000), place 2 is now 1" */
function differenceLine({ name, before, after, isNamed }: Difference): SafeText {
  const who = escapeText(name, NAME_LENGTH);
  if (!before && after) return mrkdwn`${who}: now in place ${after.rank} with ${escapeText(after.shown)}`;
  const was = mrkdwn`${who}: ${escapeText(before?.shown ?? '')}`;
  if (!before || !after) return mrkdwn`${was} before, and no place now`;
  if (!isNamed) return mrkdwn`${was} before, and now below the places that are named`;
  const change = changeText(before, after);
  const by = change === undefined ? mrkdwn`` : mrkdwn` (${escapeText(change)})`;
  const place = before.rank === after.rank ? mrkdwn`` : mrkdwn`, place ${before.rank} is now ${after.rank}`;
  return mrkdwn`${was} ${isOrAre(before)} now ${escapeText(after.shown)}${by}${place}`;
}

/** "$50 is now" · "1 deal is now" · "4 deals are now" */
function isOrAre({ shown }: SaidLine): SafeText {
  return /^(?!1 )[\d.,]+ /.test(shown) ? mrkdwn`are` : mrkdwn`is`;
}

/** "+$20,000" · "−2"; undefined for rates and means, which do not subtract. */
function changeText({ amount: was }: SaidLine, { amount: is }: SaidLine): string | undefined {
  if (!was || !is || was.currency !== is.currency) return undefined;
  const change = BigInt(is.minor) - BigInt(was.minor);
  const size = change < 0n ? -change : change;
  const sign = change < 0n ? '−' : '+';
  return `${sign}${was.currency === '' ? size.toLocaleString('en-US') : formatMoney({ minor: size, currency: was.currency })}`;
}
