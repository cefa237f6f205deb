import { join } from 'node:path';
import { z } from 'zod';

/** How long a test may take with a mistake in the code; without one, the longest takes a fifth of it. */
export const LIMIT_MS = 20_000;

/** What became of a mutant; `static` is one in what is data as a module loads. */
export const Result = z.object({
  id: z.string(),
  is: z.enum(['started', 'killed', 'timed out', 'survived', 'uncovered', 'static']),
  /** The test that noticed. */
  by: z.string().optional(),
  ms: z.number().optional(),
});
export type Result = z.infer<typeof Result>;

/** Between the process that counts and the one that tries: the mutated files, what is to be tried, what came of it. */
export const sourcesIn = (folder: string) => join(folder, 'sources.json');
export const todoIn = (folder: string) => join(folder, 'todo.json');
export const resultsIn = (folder: string) => join(folder, 'results.jsonl');
