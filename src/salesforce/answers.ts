import { z } from 'zod';
import { TryLater } from '#lib/errors.ts';
import { moment } from './values.ts';

/** One page of a query. Rows are parsed by the object they belong to. */
export const QueryPage = z.object({
  totalSize: z.number().int(),
  done: z.boolean(),
  nextRecordsUrl: z.string().startsWith('/').optional(),
  records: z.array(z.unknown()),
});
export type QueryPage = z.infer<typeof QueryPage>;

/** The one row there is of the organization. */
export const OrganizationPage = z.object({ records: z.tuple([z.object({ Id: z.string() })]) });

export const Description = z.object({
  name: z.string(),
  /** Whether the deleted and updated logs know the object. */
  replicateable: z.boolean().default(true),
  fields: z.array(z.object({ name: z.string() })),
});

export const DeletedSpan = z.object({
  deletedRecords: z.array(z.object({ id: z.string(), deletedDate: moment })),
  earliestDateAvailable: moment,
  latestDateCovered: moment,
});
export type DeletedSpan = z.infer<typeof DeletedSpan>;

export const UpdatedSpan = z.object({ ids: z.array(z.string()), latestDateCovered: moment });
export type UpdatedSpan = z.infer<typeof UpdatedSpan>;

export const Limits = z.object({ DailyApiRequests: z.object({ Max: z.number(), Remaining: z.number() }) });

/**
 * Checks an answer's shape. jsforce hands over a truncated JSON, or a maintenance page with status 200, as plain text:
 * both are passing troubles.
 */
export function readAnswer<T>(shape: z.ZodType<T>, answer: unknown, doing: string): T {
  const parsed = shape.safeParse(answer);
  if (parsed.success) return parsed.data;
  const what = typeof answer === 'string' ? 'a text that is no complete JSON' : z.prettifyError(parsed.error);
  throw new TryLater(`${doing}: Salesforce answered with ${what}`, { cause: parsed.error });
}
