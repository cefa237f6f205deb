import { z } from 'zod';

/** The id of a channel, public or private; not of a direct message. */
export const ChannelId = z.string().regex(/^[CG][A-Z0-9]{1,30}$/);

/** Whether this is where a team can read: a channel, not a direct message and not a person. */
export function isChannel(id: string | null | undefined): id is string {
  return ChannelId.safeParse(id).success;
}
