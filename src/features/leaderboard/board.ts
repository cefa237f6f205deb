import { z } from 'zod';
import type { Pause } from '#feature.ts';
import { isZone } from '#lib/zone.ts';

/** Who stands on a board, in the words people choose by. */
export const BOARD_SUBJECTS = { person: 'People', team: 'Teams', territory: 'Territories' } as const;
export const BOARD_PERIODS = { week: 'Week', month: 'Month', quarter: 'Quarter' } as const;

export const FEWEST_ROWS = 3;
export const MOST_ROWS = 100;

export const CHANNEL_ID = /^[CGD][A-Z0-9]{1,30}$/;

/** What was set up: enough to render the board, and small enough to travel in the value of a button. */
export const BoardSpec = z.object({
  channelId: z.string().regex(CHANNEL_ID),
  metric: z.string().min(1).max(60),
  periodType: z.enum(['week', 'month', 'quarter']),
  by: z.enum(['person', 'team', 'territory']),
  rows: z.int().min(FEWEST_ROWS).max(MOST_ROWS),
  days: z.array(z.int().min(1).max(7)).min(1).max(7).readonly(),
  hour: z.int().min(0).max(23),
  timeZone: z.string().refine(isZone),
});
export type BoardSpec = Readonly<z.infer<typeof BoardSpec>>;

/** What is about to be set up, maybe in place of a board that there is. */
export const BoardDraft = BoardSpec.extend({ replaces: z.int().positive().optional() });
export type BoardDraft = Readonly<z.infer<typeof BoardDraft>>;

/** A board that posts. */
export interface Board extends BoardSpec {
  readonly id: number;
  readonly createdBy: string;
  /** The last moment for which its message was asked for. */
  readonly lastSlot: Temporal.Instant;
  /** While it rests it posts nothing, and what it posted is not brought up to date. */
  readonly pause: Pause | undefined;
}
