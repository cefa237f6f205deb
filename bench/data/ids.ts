import { sql, type RawBuilder } from 'kysely';

/** The key prefixes of Salesforce ids, and one of ours for what has none. */
export const PREFIX = { person: '005', role: '00E', deal: '006', task: '00T', territory: '0MI' } as const;
type Prefix = (typeof PREFIX)[keyof typeof PREFIX];

/** An id as Salesforce writes them, 18 characters, for the nth record of a kind. */
export function idOf(prefix: Prefix, index: number): string {
  return `${prefix}${String(index).padStart(12, '0')}AAA`;
}

/** The same in SQL, for a column that holds the index; null for an index below zero. */
export function idIn(prefix: Prefix, index: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`case when ${index} >= 0 then ${sql.lit(prefix)} || lpad((${index})::text, 12, '0') || 'AAA' end`;
}

/** The index that an id was made from. */
export function indexOf(id: string): number {
  return Number(id.slice(3, 15));
}
