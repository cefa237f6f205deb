/** Kinds of posts, and what their keys begin with. */
export const DEALS = 'celebrations.deals';
export const PEOPLE = 'celebrations.people';
export const QUOTA = 'celebrations.quota';
export const ASK = 'celebrations.ask';

/** The key of one message of a channel's celebrations: unique for those wins, however often they are told. */
export function postKey({
  celebrationId,
  id,
}: {
  readonly celebrationId: number;
  readonly id: number;
}): string {
  return `${prefixOf(celebrationId)}${id}`;
}

/** What the keys of all messages of a channel's celebrations begin with. */
export function prefixOf(celebrationId: number): string {
  return `celebrations/${celebrationId}/`;
}
