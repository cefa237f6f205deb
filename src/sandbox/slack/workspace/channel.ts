import { z } from 'zod';

/** A channel, or a direct conversation with the app (`peer` is then the person). */
export const Channel = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['public', 'private', 'im']),
  topic: z.string(),
  isShared: z.boolean(),
  isArchived: z.boolean(),
  members: z.array(z.string()).readonly(),
  peer: z.string().optional(),
});
export type Channel = Readonly<z.infer<typeof Channel>>;
