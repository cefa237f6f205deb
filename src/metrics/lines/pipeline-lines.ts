import { sql } from 'kysely';
import { createdIn, dealLines, openIn, readDeals } from './deals.ts';
import type { LineReader } from './line.ts';

/** Deals created in the period, each one. */
export const created: LineReader = async (question) =>
  dealLines(question, await readDeals(question, createdIn(question)), {
    from: 'created',
    line: (deal) => ({ amount: 1n, day: deal.createdOn }),
  });

/** The same deals with what became of them: 1 for won, 0 for the others, running while open. */
export const cohort: LineReader = async (question) =>
  dealLines(question, await readDeals(question, createdIn(question)), {
    from: 'cohort',
    line: (deal) => ({
      amount: deal.isClosed && deal.isWon ? 1n : 0n,
      day: deal.createdOn,
      isRunning: !deal.isClosed,
    }),
  });

/** Open deals that close in the period, where their owners stand today. */
export const openDeal: LineReader = async (question) => {
  const standsOn = question.scope.view.day.toString();
  return dealLines(question, await readDeals(question, openIn(question)), {
    from: 'open_deal',
    line: (deal) => ({ amount: 1n, day: deal.closeOn, standsOn }),
  });
};

/** Amounts of the open deals of one forecast category that close in the period. */
export const forecast: LineReader = (question) => ofCategory(question, 'forecast');

/** The same of the deals that their owners keep out of the forecast. */
export const omitted: LineReader = (question) => ofCategory({ ...question, argument: 'Omitted' }, 'omitted');

async function ofCategory(
  question: Parameters<LineReader>[0],
  from: 'forecast' | 'omitted',
): ReturnType<LineReader> {
  const standsOn = question.scope.view.day.toString();
  const ours = sql`${openIn(question)} and d.forecast_category = ${question.argument ?? ''}`;
  return dealLines(question, await readDeals(question, ours), {
    from,
    line: (deal) => ({
      amount: deal.amount ?? 0n,
      currency: deal.currency,
      day: deal.closeOn,
      standsOn,
      leftOut: deal.amount === null ? 'no amount' : null,
    }),
  });
}
