export const POSTED = 'praise.posted';
export const TOLD = 'praise.told';

/** The message by which a praise is said in its channel. */
export function postedKey(id: string): string {
  return `${POSTED}/${id}`;
}

/** Those by which it is said to each person alone, whose Slack id follows. */
export function toldKey(id: string): string {
  return `${TOLD}/${id}/`;
}
