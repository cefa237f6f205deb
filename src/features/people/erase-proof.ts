import type { Erasure } from './erase.ts';
import type { ErasedTable } from './erase-tables.ts';

/** What no erasure in our data can reach, and why it stays. */
const STAYS = [
  'Credit entries, daily sums, deals and quotas stay under the pseudonym: the totals of teams and past reports are made of them.',
  'Place of work, role, territory and managers stay under the pseudonym: figures by place, role and territory are made of them.',
  'Salesforce keeps its records. What it tells later comes in under the pseudonym; a text there that names the person does so again when that record changes.',
  'The pseudonym is no anonymity: whoever has both the database and Salesforce can find out whom it stands for.',
  'Messages in Slack stay there. Boards that are kept up to date are written afresh; others are deleted in Slack.',
  'Backups keep what they have until they are thrown away: restore none from before without erasing again.',
] as const;

/** The proof of an erasure, as it is given to whoever asked for it. It names nobody. */
export function proofOf(erasure: Erasure) {
  const { tables, ...rest } = erasure;
  return {
    ...rest,
    tables: tables.map(({ about, ...counts }) => ({ ...counts, about })),
    rowsLeft: tables.reduce((sum, { left }) => sum + left, 0),
    left: leftIn(erasure),
    stays: STAYS,
    notes: erasure.isNameShared
      ? ['Others have the same name, or it is a word of its own: texts were searched by ids and e-mail only.']
      : [],
  };
}

/** Where something of the person is left, in words. */
export function leftIn({ tables }: Pick<Erasure, 'tables'>): readonly string[] {
  return tables.filter(({ left }) => left > 0).map(words);
}

function words({ table, left }: ErasedTable): string {
  return `${table}: ${left} ${left === 1 ? 'row has' : 'rows have'} the name as that of somebody or something else`;
}
