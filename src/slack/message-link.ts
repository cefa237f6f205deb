/** Where a message is: its stamp, and its conversation where that is told. */
export interface MessageAddress {
  readonly ts: string;
  readonly channel: string | undefined;
}

const STAMP = /^\d{10}\.\d{6}$/;
const LINK = /^https?:\/\/[^/]+\/archives\/([CDG][A-Z0-9]+)\/p(\d{10})(\d{6})(?:\?.*)?$/;

/** Reads what "Copy link" of a message gives, or a bare stamp; undefined for anything else. */
export function readMessageLink(text: string): MessageAddress | undefined {
  if (STAMP.test(text)) return { ts: text, channel: undefined };
  const [, channel, seconds, micros] = LINK.exec(text) ?? [];
  return channel === undefined ? undefined : { ts: `${seconds}.${micros}`, channel };
}
