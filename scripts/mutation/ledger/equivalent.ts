import type { Mutant } from './mutants.ts';

/** A file of src/ledger, part of the line that the mistake is in, what was there and what the mistake reads or ends in. */
type Place = readonly [file: string, code: string, was: string, now: string];

/** Mutants that no test can notice, because nothing that counts is another with them, by the reason why. */
const EQUIVALENT: Readonly<Record<string, readonly Place[]>> = {
  'without rates every lookup of a rate finds none, and of no locks none holds a day': [
    ['batch', 'hasRates:', 'ConditionalExpression', 'true'],
    ['batch', 'hasRates:', 'EqualityOperator', '>= 0'],
    ['conversion', 'if (!hasRates)', 'ConditionalExpression', 'false'],
    ['locks', 'spans.length === 0', 'ConditionalExpression', 'false'],
  ],
  'where nobody is asked about, or nothing has changed, the long way finds the same': [
    ['moves', 'moved.length === 0', 'ConditionalExpression', 'false'],
    ['person-facts', '.length === 0) return []', 'ConditionalExpression', 'false'],
    ['deal-shares', 'parts.length === 0', 'ConditionalExpression', 'false'],
    ['placements', 'if (personIds.length === 0)', 'ConditionalExpression', 'false'],
    ['placements', 'if (personIds.length === 0)', 'ArrayDeclaration', '["Stryker was here"]'],
    ['placements', 'if (missing.size === 0)', 'ConditionalExpression', 'false'],
    ['replay', 'if (fresh.length === 0)', 'ConditionalExpression', 'false'],
    ['restate', 'if (stretches.length === 0)', 'ConditionalExpression', 'false'],
    ['restate', 'if (ofManagers.length === 0)', 'ConditionalExpression', 'false'],
    ['share-entries', 'if (batch.shares.length === 0)', 'ConditionalExpression', 'false'],
    ['wanted', 'batch.shares.length === 0', 'ConditionalExpression', 'false'],
    ['sold-facts', 'if (spans.length === 0) return', 'ConditionalExpression', 'false'],
  ],
  'only kinds that a placement tells come so far, and types ask for it again': [
    ['person-facts', 'const kinds = ', 'ConditionalExpression', 'true'],
    ['person-facts', 'const kinds = ', 'MethodExpression', 'asked.kinds'],
    ['person-facts', 'if (!valueOf)', 'ConditionalExpression', 'false'],
    ['person-facts', 'if (!valueOf)', 'ArrayDeclaration', '["Stryker was here"]'],
  ],
  'more people are read than are asked for; where anyone stands is the same': [
    ['placements', 'select a.manager_id from', '=', '<>'],
    ['placements', "kind === 'manager' && value", 'ConditionalExpression', 'true'],
    ['placements', "kind === 'manager' && value", 'LogicalOperator', "kind === 'manager' || value !== ''"],
    ['placements', "kind === 'manager' && value", 'ArrayDeclaration', '["Stryker was here"]'],
  ],
  'what the planner knows changes how fast an answer is, not which': [
    ['cells', 'keepStatistics', 'ConditionalExpression', ''],
    ['credit', 'keepStatistics', 'ConditionalExpression', ''],
  ],
  'whether a sum is nought does not go by its sign': [
    ['cells', 'having sum(', 'is null', 'is not null'],
    ['rebuild', 'having sum(', 'is null', 'is not null'],
  ],
  'the smallest and largest of a set and of a bag are the same, and are both there or neither': [
    ['rebuild', 'union all select min(', 'union all', 'union'],
    ['rebuild', '!range?.first || !range.last', 'LogicalOperator', '&& !range.last'],
    ['rebuild', '!range?.first || !range.last', 'OptionalChaining', 'range.first'],
  ],
  'no two rows are alike: a deal and an activity, a booking and an overlay have different measures': [
    ['cells', 'entrySums(tx)} union all', 'union all', 'union'],
    ['rebuild', 'entrySums(tx, slice)} union all', 'union all', 'union'],
    ['share-entries', 'bookingParts(tx, batch)} union all', 'union all', 'union'],
  ],
  'a day of another month is summed right in any month, and what is removed of it comes back with its own': [
    ['rebuild', 'where e.counts_on >=', '<', '<='],
    ['rebuild', 'where e.counts_on >=', 'and', 'or'],
    ['rebuild', 'measure = any(${[...MEASURES]}::text[]) and day >=', '<', '<='],
  ],
  'no end and the end of time are read as the same day': [
    ['correct', 'to_on: it.to === FOREVER', 'ConditionalExpression', 'false'],
  ],
  'what is thrown has been given its numbers before': [
    ['correct', 'restated: Restated =', 'ObjectLiteral', '{}'],
  ],
  'of two equal days either is the later one': [
    ['restate', 'const later =', 'EqualityOperator', 'a >= b'],
    ['restate', 'const earlier =', 'EqualityOperator', 'a <= b'],
  ],
};

const PLACES = Object.values(EQUIVALENT).flat();

/** The mutants that can be noticed, and those that cannot. An entry above that fits none is out of date: throws. */
export function withoutEquivalent(mutants: readonly Mutant[]) {
  const old = PLACES.find((place) => !mutants.some((it) => fits(it, place)));
  if (old) throw new Error(`no mutant is equivalent by "${old.join(' | ')}" any more`);
  const setAside = new Set(mutants.filter((it) => PLACES.some((place) => fits(it, place))));
  return { setAside: [...setAside], left: mutants.filter((it) => !setAside.has(it)) };
}

function fits(mutant: Mutant, [file, code, was, now]: Place): boolean {
  return (
    mutant.file === `src/ledger/${file}.ts` &&
    mutant.code.includes(code) &&
    mutant.was === was &&
    mutant.now.endsWith(now)
  );
}
