import { z } from 'zod';
import { GiveUp } from '#lib/errors.ts';

/** One attempt at a job. */
export interface Attempt {
  /** 1 for the first. */
  readonly number: number;
  /** Aborted when the process stops and the job should return what it holds. */
  readonly signal: AbortSignal;
}

/** A kind of job as the worker sees it: its payload comes from outside and is parsed first. */
export interface Job<C> {
  readonly name: string;
  /** Attempts at most, the first included. */
  readonly attempts: number;
  /** Wait before the second attempt; it doubles from then on, up to an hour. */
  readonly backoffSeconds: number;
  /** Parses the payload and runs. @throws GiveUp when the payload is not one of this job's. */
  readonly execute: (raw: unknown, context: C, attempt: Attempt) => Promise<void>;
}

/** A kind of job as those who add it see it. */
export interface JobDefinition<C, P> extends Job<C> {
  readonly keyOf: (payload: P) => string | undefined;
}

export interface JobParts<C, P> {
  /** Unique among all jobs; part of what is stored. */
  readonly name: string;
  /** Ids and dates only: what a job works on is read from the store when it runs. */
  readonly payload: z.ZodType<P>;
  readonly attempts?: number;
  readonly backoffSeconds?: number;
  /** Jobs with one key (within an installation) collapse while one waits; added while one runs, it runs once more. */
  readonly key?: (payload: P) => string;
  readonly run: (payload: P, context: C, attempt: Attempt) => Promise<void>;
}

/** Declares a kind of job. It may run more than once for one adding, so running it twice must be safe. */
export function defineJob<C, P>(parts: JobParts<C, P>): JobDefinition<C, P> {
  const { name, payload, key, run } = parts;
  return {
    name,
    attempts: parts.attempts ?? 5,
    backoffSeconds: parts.backoffSeconds ?? 2,
    keyOf: (value) => key?.(value),
    async execute(raw, context, attempt) {
      const parsed = payload.safeParse(raw);
      if (!parsed.success) throw wrongPayload(name, parsed.error);
      await run(parsed.data, context, attempt);
    },
  };
}

function wrongPayload(name: string, error: z.ZodError): GiveUp {
  return new GiveUp(`A job "${name}" has a wrong payload: ${z.prettifyError(error)}`);
}
