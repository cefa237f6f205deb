import { tables } from '#features/praise/tables.ts';
import type { PostParams } from '#outbox/outbox.ts';
import type { Store } from '#store/store.ts';

const IN_CHANNEL = '0c7d1f6a-3a55-4b7e-8f0e-2d9a61c5b701';
const ALONE = '5a1f0b9e-7c2d-4e8f-9b3a-6d4c2e1f0a02';
const TAKEN_BACK = '9e8d7c6b-5a4f-4e3d-8c2b-1a0f9e8d7c03';

/** Praise in a channel, privately, and taken back; of Vera, Dana and Ana. */
export async function fillPraise(store: Store, now: Temporal.Instant): Promise<void> {
  const at = now.toString();
  const row = { giver_id: 'U0DANA', link: null, given_on: '2026-11-17', given_at: at, taken_back_at: null };
  await tables(store)
    .insertInto('praise')
    .values([
      { ...row, id: IN_CHANNEL, praised_id: 'U0VERA', channel_id: 'C1', words: 'In the channel' },
      { ...row, id: IN_CHANNEL, praised_id: 'U0ANA', channel_id: 'C1', words: 'In the channel' },
      { ...row, id: ALONE, praised_id: 'U0VERA', channel_id: null, words: 'Alone' },
      { ...row, id: ALONE, praised_id: 'U0LI', channel_id: null, words: 'Alone' },
      { ...row, id: TAKEN_BACK, praised_id: 'U0VERA', channel_id: null, words: 'No', taken_back_at: at },
    ])
    .execute();
}

const of = (praise: string): PostParams => ({ praise });

/** With what each kind of post about praise is recorded. */
export const PRAISED: Readonly<Record<string, readonly PostParams[]>> = {
  'praise.posted': [of(IN_CHANNEL), of(TAKEN_BACK)],
  'praise.told': [of(ALONE), of(TAKEN_BACK)],
};
