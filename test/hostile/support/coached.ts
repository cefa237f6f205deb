import { sql } from 'kysely';
import type { PostParams } from '#outbox/outbox.ts';
import type { Store } from '#store/store.ts';
import { ANA, DANA, LI, VERA } from '../../features/small-company.ts';

/** With what messages about talks are recorded: each of them is for Vera. */
export const TALKS: Readonly<Record<string, readonly PostParams[]>> = {
  'coaching.prompt': [{ focus: 1 }, { focus: 3 }, { focus: 2, handed: '2026-11-11' }],
  'coaching.session': ['today', 'planned'].map((moment) => ({
    focus: 4,
    on: '2026-11-24',
    reader: 'person',
    moment,
  })),
  'coaching.playback': [{ focus: 2, revision: 1 }],
  'coaching.differs': [{ focus: 3, revision: 1 }],
  'coaching.step': [-2, 0, 3].map((moment) => ({ step: 9_001, moment })),
  'coaching.compared': [{ focus: 3 }],
};

/** Vera coaches Dana and Ana and is coached; all that they wrote is to become hostile. */
export async function fillTalks(store: Store): Promise<void> {
  const talk = (id: number, personId: string, coachId: string, state: string) => sql`
    insert into ${store.table('coaching_focus')} (id, person_id, coach_id, metric, period_type, period_start, found_on,
      state, session_on, reason, revision, said, playback, differs, noted_on)
    values (${id}, ${personId}, ${coachId}, ${id === 4 ? 'win_rate' : 'avg_deal_size'}, 'quarter', '2026-07-01', '2026-11-10', ${state},
      '2026-11-24', ${`Reason ${id}`}, 1, ${`Said ${id}`}, ${`Playback ${id}`}, ${`Differs ${id}`}, '2026-11-12')`;
  await talk(1, DANA, VERA, 'planned').execute(store.db);
  await talk(2, VERA, DANA, 'noted').execute(store.db);
  await talk(3, ANA, VERA, 'noted').execute(store.db);
  // Nobody who walks through the product leads here: this one stays planned.
  await talk(4, VERA, LI, 'planned').execute(store.db);
  await sql`
    insert into ${store.table('coaching_step')} (id, focus_id, person_id, coach_id, owner_id, step, due_on, agreed_on)
    values (9001, 2, ${VERA}, ${DANA}, ${VERA}, 'Step of Vera', '2026-11-25', '2026-11-12'),
      (9002, 3, ${ANA}, ${VERA}, ${ANA}, 'Step of Ana', '2026-11-25', '2026-11-12')`.execute(store.db);
  await sql`insert into ${store.table('coaching_question')} (about, position, question)
    values ('size', 0, 'What then?')`.execute(store.db);
}
