import { currencyDecimals } from '#lib/money.ts';
import { must } from '#lib/errors.ts';
import { type MetricContext, readStanding } from '#metrics/context.ts';
import { companyToday } from '#metrics/today.ts';
import type { Message } from '#slack/blocks/message.ts';
import { type CelebrationSpec, smallestOf } from './celebration.ts';
import type { Honour } from './content.ts';
import { wonMessage } from './views.ts';

const ROUND = 10_000n;

/** How a message of this channel reads, with an invented deal just large enough, or of a round amount. */
export async function sampleMessage(context: MetricContext, spec: CelebrationSpec): Promise<Message> {
  const { day } = companyToday(context);
  const { minor, currency } = smallestOf(spec);
  const round = ROUND * 10n ** BigInt(currencyDecimals(currency));
  const honour: Honour = {
    deal: {
      id: '',
      name: 'Example deal',
      isWon: true,
      isOpen: false,
      isPrivate: false,
      closeOn: day,
      amount: { minor: minor > round ? minor : round, currency },
      converted: undefined,
      credited: [],
      teams: new Set(),
    },
    who: [{ kind: 'named', name: 'Alex Example' }],
  };
  const { dataTime } = await readStanding(context);
  const period = context.calendar.find('quarter', day);
  const content = {
    celebration: spec,
    postId: 0,
    honours: [honour],
    waiting: [],
    isThere: false,
    period,
    dataTime,
  };
  return must(wonMessage(content, spec.says), 'the message of a deal that is won');
}
