import { html, type Html } from '#sandbox/slack/page/markup.ts';

const SAFE = new Set(['http:', 'https:', 'mailto:']);

/** The address when it is one a browser may follow; undefined for `javascript:` and the like. */
export function safeUrl(address: string): string | undefined {
  return URL.canParse(address) && SAFE.has(new URL(address).protocol) ? address : undefined;
}

/** A link, or only its words when the address is not one to follow. */
export function linkTo(address: string, words: string | Html): Html {
  const url = safeUrl(address);
  return url === undefined
    ? html`${words}`
    : html`<a href="${url}" target="_blank" rel="noopener noreferrer">${words}</a>`;
}
