import { z } from 'zod';
import type { CompanySetting } from '#feature.ts';
import { DAYS_SETTING } from '#metrics/quota-adjustments.ts';

const Kept = z.object({ days: z.enum(['working', 'calendar']) });

/** Over which days quotas are spread, for admins to see and to take back. */
export const daysSetting: CompanySetting = {
  name: DAYS_SETTING,
  title: 'How quotas are spread',
  words: (value) => `over ${Kept.safeParse(value).data?.days ?? 'working'} days`,
};
