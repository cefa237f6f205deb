import { z } from 'zod';
import { Refusal } from '#lib/errors.ts';
import { readJson } from '#lib/json.ts';
import type { QuotaWish } from './wish.ts';

const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const Wishes = z
  .array(
    z.object({
      personId: z.string().min(1),
      metric: z.string().min(1),
      start: Day,
      end: Day,
      amount: z.string().regex(/^\d{1,18}$/),
      currency: z.string().max(3),
      weight: z.number().int().min(0).max(10_000).nullable(),
      effectiveOn: Day.nullable(),
      reason: z.string().max(300).nullable(),
      withdraws: z.boolean().optional(),
    }),
  )
  .min(1);

/** Wishes as plain values, for a form to carry or a table to keep. */
export function plainWishes(wishes: readonly QuotaWish[]) {
  return wishes.map((wish) => ({ ...wish, amount: String(wish.amount) }));
}

/** Reads carried wishes; whether they may be carried out is decided anew. @throws Refusal */
export function readWishes(text: string): readonly QuotaWish[] {
  return wishesFrom(readJson(text));
}

/** The same from a parsed value. */
export function wishesFrom(value: unknown): readonly QuotaWish[] {
  const wishes = Wishes.safeParse(value);
  if (!wishes.success)
    throw new Refusal('This form cannot be read any more.', 'Open it again with /attain quotas.');
  return wishes.data.map(({ withdraws, ...wish }) => ({
    ...wish,
    amount: BigInt(wish.amount),
    ...(withdraws === undefined ? {} : { withdraws }),
  }));
}
