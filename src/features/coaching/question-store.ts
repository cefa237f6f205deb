import { appendAudit } from '#store/audit.ts';
import type { Store } from '#store/store.ts';
import { TOPICS } from './focuses.ts';
import { type Bank, DEFAULT_BANK } from './questions.ts';

interface QuestionTable {
  about: string;
  position: number;
  question: string;
}

/** The company's questions; where it has none about something, ours. */
export async function readBank(store: Store): Promise<Bank> {
  const rows = await tables(store)
    .selectFrom('coaching_question')
    .selectAll()
    .orderBy('about')
    .orderBy('position')
    .execute();
  const own = (topic: keyof Bank) => {
    const kept = rows.filter(({ about }) => about === topic).map(({ question }) => question);
    return kept.length > 0 ? kept : DEFAULT_BANK[topic];
  };
  return {
    winning: own('winning'),
    size: own('size'),
    speed: own('speed'),
    pipeline: own('pipeline'),
    activity: own('activity'),
  };
}

/** Takes the place of the questions there were. */
export async function saveBank(
  store: Store,
  bank: Bank,
  { actor, now }: { readonly actor: string; readonly now: Temporal.Instant },
): Promise<void> {
  const rows = TOPICS.flatMap((about) =>
    bank[about].map((question, position) => ({ about, position, question })),
  );
  await store.transaction(async (tx) => {
    await tables(tx).deleteFrom('coaching_question').execute();
    await tables(tx).insertInto('coaching_question').values(rows).execute();
    const detail = { setting: 'coaching.questions', questions: rows.length };
    await appendAudit(tx, { actor, action: 'settings.changed', subject: '', detail, now });
  });
}

function tables(store: Store) {
  return store.db.withTables<{ coaching_question: QuestionTable }>();
}
