import type { Commitment } from '#feature.ts';
import type { NextStep } from '#model/next-step.ts';
import type { Mover } from './movers.ts';
import type { Risk } from './risk.ts';

/** The one thing worth doing first. */
export type Next = NextStep<Commitment, Risk, Mover>;
