import type { Block, Message } from './blocks/message.ts';

/** What a message looks like on the wire. */
export interface Marked {
  readonly text: string;
  readonly blocks: Block[];
  readonly metadata: { readonly event_type: string; readonly event_payload: { readonly id: string } };
  readonly parse: 'none';
  readonly unfurl_links: false;
  readonly unfurl_media: false;
}

/**
 * A message with its marker in two places: in the metadata, and as the id of its last block, which is there even where
 * metadata is not given back. A last block that has an id of its own keeps it.
 */
export function withMarker({ text, blocks }: Message, marker: string): Marked {
  const last = blocks.at(-1);
  const marked =
    last === undefined || 'block_id' in last
      ? blocks
      : [...blocks.slice(0, -1), { ...last, block_id: marker }];
  return {
    text,
    blocks: [...marked],
    metadata: { event_type: 'attain_post', event_payload: { id: marker } },
    parse: 'none',
    unfurl_links: false,
    unfurl_media: false,
  };
}
