import { z } from 'zod';
import type { CompanySetting } from '#feature.ts';
import { LATE } from '#sync/read-freshness.ts';

const Kept = z.object({ seconds: z.number().positive() });

/** After how long without a complete reading data is late, for admins to see and to take back. */
export const lateSetting: CompanySetting = {
  name: LATE,
  title: 'When data is late',
  words(value) {
    const kept = Kept.safeParse(value);
    if (!kept.success) return 'after two hours, or ten readings where that is longer';
    const minutes = Math.round(kept.data.seconds / 60);
    return `after ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} without a complete reading`;
  },
};
