import { sql } from 'kysely';
import { FACT_NAMES, type Fact, type Feature, type Services } from '#feature.ts';
import type { Store } from '#store/store.ts';

const AT_ONCE = 500;

/**
 * Tells each feature that listens what happened since it last looked, oldest first. A feature's place is kept only
 * after it has dealt with them, so a fact may be told twice but is never lost.
 */
export async function tellFeatures(features: readonly Feature[], services: Services): Promise<void> {
  for (const feature of features) {
    while (feature.onFacts !== undefined) {
      const facts = await newFacts(services.store, feature.name);
      if (facts.length === 0) break;
      await feature.onFacts(
        services,
        facts.map(({ fact }) => fact),
      );
      await keepPlace(services.store, feature.name, facts.at(-1)?.seq ?? 0n);
    }
  }
}

interface NumberedFact {
  readonly seq: bigint;
  readonly fact: Fact;
}

async function newFacts(store: Store, feature: string): Promise<readonly NumberedFact[]> {
  return store.transaction(async (tx) => {
    // Waits for transactions that are adding facts: numbers are given before they are committed.
    await sql`lock table ${tx.table('fact')} in share mode`.execute(tx.db);
    const place = await tx.db
      .selectFrom('fact_cursor')
      .select('seq')
      .where('feature', '=', feature)
      .executeTakeFirst();
    const rows = await tx.db
      .selectFrom('fact')
      .selectAll()
      .where('seq', '>', place?.seq ?? 0n)
      .orderBy('seq')
      .limit(AT_ONCE)
      .execute();
    return rows.flatMap((row) => {
      const name = FACT_NAMES.find((known) => known === row.name);
      if (name === undefined) return [];
      const fact = { name, subject: row.subject, payload: row.payload, at: Temporal.Instant.from(row.at) };
      return [{ seq: row.seq, fact }];
    });
  });
}

async function keepPlace(store: Store, feature: string, seq: bigint): Promise<void> {
  await store.db
    .insertInto('fact_cursor')
    .values({ feature, seq })
    .onConflict((conflict) => conflict.column('feature').doUpdateSet({ seq }))
    .execute();
}
