/** Markup that is safe to send: everything put into it was escaped or is markup itself. */
export interface Html {
  readonly html: string;
}

type Piece = Html | string | number | false | undefined | readonly Html[];

/** Builds markup; texts are escaped, markup is not, `false` and `undefined` are nothing. */
export function html(literals: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  return {
    html: literals.map((literal, at) => literal + (at < pieces.length ? markupOf(pieces[at]) : '')).join(''),
  };
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** Joins markup with nothing between. */
export function joined(parts: readonly Html[]): Html {
  return { html: parts.map((part) => part.html).join('') };
}

export const nothing: Html = { html: '' };

function markupOf(piece: Piece): string {
  if (piece === undefined || piece === false) return '';
  if (typeof piece === 'string' || typeof piece === 'number') return escape(String(piece));
  return 'html' in piece ? piece.html : joined(piece).html;
}
