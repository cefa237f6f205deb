import { sql } from 'kysely';
import { soldFacts } from '#ledger/sold-facts.ts';
import { parseMoney } from '#lib/money.ts';
import type { LineSource } from '#metrics/catalogue/metric.ts';
import { readStanding } from '#metrics/context.ts';
import { daysOf, entryDay, onlySubjects, subjectOf, teamJoin } from '#metrics/source.ts';
import { dealsKnown } from './deals.ts';
import type { Line, LineQuestion, LineReader, NamedRecord } from './line.ts';

/** A decided deal as the ledger counts it, with what its product lines and mapped fields say. Numbers as text. */
interface SoldRow extends NamedRecord {
  readonly subject: string;
  /** True for what a reversal takes back in another period than the entry. */
  readonly takesBack: boolean;
  readonly amount: bigint | null;
  readonly currency: string;
  /** The deal's own: lines and costs are in it. */
  readonly original_currency: string;
  readonly items: number;
  readonly quantity: string | null;
  readonly cost: string | null;
  readonly without_cost: number;
  /** Whether the lines reach the amount within 0.01 a unit; at list price they may exceed it by a discount. */
  readonly reaches: boolean | null;
  readonly expense: string | null;
  readonly score: string | null;
}

/** What a sold deal adds, or why it cannot be counted. */
type Reading = { readonly amount: bigint } | { readonly leftOut: string };

/** Pieces on the product lines of won deals. */
export const units: LineReader = (question) =>
  soldLines(question, 'units', (row) => {
    if (row.items === 0) return { leftOut: 'no product lines' };
    return { amount: rounded(row.quantity ?? '0') };
  });

/** What won deals bring beyond the cost of their lines. */
export const margin: LineReader = (question) => soldLines(question, 'margin', marginOf);

/** The same less what selling cost. */
export const profit: LineReader = (question) =>
  soldLines(question, 'profit', (row, own) => {
    const before = marginOf(row, own);
    if ('leftOut' in before) return before;
    const expense = row.expense === null ? undefined : parseMoney(row.expense, own);
    return expense ? { amount: before.amount - expense.minor } : { leftOut: 'no selling expense' };
  });

/** The score of the customer of each won deal, in hundredths of a point. */
export const customerScore: LineReader = (question) =>
  soldLines(question, 'customer_score', ({ score }) =>
    score === null ? { leftOut: 'no score' } : { amount: hundredths(score) },
  );

/** Amounts of lost deals, on the day the loss counts. */
export const lostValue: LineReader = (question) =>
  soldLines(question, 'lost_value', (row, own) => amountOf(row, own));

function marginOf(row: SoldRow, own: string): Reading {
  const revenue = amountOf(row, own);
  if ('leftOut' in revenue) return revenue;
  if (row.original_currency !== own) return { leftOut: `its costs are in ${row.original_currency}` };
  if (row.items === 0) return { leftOut: 'no product lines' };
  if (row.without_cost > 0 || row.cost === null) return { leftOut: 'its lines carry no cost' };
  if (!row.reaches) return { leftOut: 'its lines do not reach its amount' };
  const cost = parseMoney(row.cost, own);
  return cost ? { amount: revenue.amount - cost.minor } : { leftOut: 'its cost is no amount' };
}

function amountOf({ amount, currency }: SoldRow, own: string): Reading {
  if (amount === null) return { leftOut: 'no amount' };
  return currency === own ? { amount } : { leftOut: `no rate for ${currency}` };
}

async function soldLines(
  question: LineQuestion,
  from: LineSource,
  read: (row: SoldRow, currency: string) => Reading,
): Promise<readonly Line[]> {
  const { currency } = await readStanding(question.context);
  const rows = await readSold(question, from === 'lost_value' ? 'lost' : 'won');
  const isMoney = from !== 'units' && from !== 'customer_score';
  return rows.map((row): Line => {
    const reading = read(row, currency);
    const amount = 'leftOut' in reading ? 0n : reading.amount;
    return {
      from,
      recordId: row.recordId,
      name: row.name,
      accountName: row.accountName,
      personId: row.personId,
      personName: row.personName,
      amount: row.takesBack ? -amount : amount,
      currency: isMoney ? currency : '',
      day: row.day,
      isRunning: false,
      takesBack: row.takesBack,
      leftOut: 'leftOut' in reading ? reading.leftOut : null,
      subjects: [row.subject],
    };
  });
}

async function readSold(
  { context: { store }, scope }: LineQuestion,
  measure: 'won' | 'lost',
): Promise<readonly SoldRow[]> {
  const entry = store.table('entry');
  const facts = soldFacts(store, {
    conversion: scope.view.conversion,
    isRestated: scope.basis === 'restated',
  });
  const days = daysOf(scope, []);
  const before = scope.view.knownBefore?.toString() ?? 'infinity';
  const within = (of: string) => sql`${sql.ref(`${of}.known_at`)} < ${before}::timestamptz
    and ${entryDay(of, scope)} >= ${days.from}::date and ${entryDay(of, scope)} < ${days.to}::date`;
  const { rows } = await sql<SoldRow>`
    select ${subjectOf(scope.by)} as subject, s.record_id as "recordId", d.name, a.name as "accountName",
      s.person_id as "personId", coalesce(p.name, s.person_id) as "personName", ${entryDay('s', scope)} as day,
      s.reverses is not null as "takesBack", ${facts.columns}
    from ${entry} s ${teamJoin(store, scope.by)}
    join ${dealsKnown(store, scope.view)} d on d.id = s.record_id
    left join ${store.table('account')} a on a.id = d.account_id
    left join ${store.table('person')} p on p.id = s.person_id
    ${facts.joins}
    where s.measure = ${measure} and ${within('s')} and not exists (
      select from ${entry} other where (other.reverses = s.id or other.id = s.reverses) and ${within('other')}
    ) ${onlySubjects(scope)}
    order by s.id`.execute(store.db);
  return rows;
}

/** Decimal text to the nearest whole number, half away from zero. */
function rounded(text: string): bigint {
  return parseMoney(text, 'JPY')?.minor ?? 0n;
}

function hundredths(text: string): bigint {
  return parseMoney(text, 'USD')?.minor ?? 0n;
}
