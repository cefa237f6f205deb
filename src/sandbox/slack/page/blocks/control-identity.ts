import type { Element } from '#sandbox/slack/app/elements.ts';
import { html, type Html } from '#sandbox/slack/page/markup.ts';
import { domId, type Seeing } from '#sandbox/slack/page/seeing.ts';

/** Where a control stands, and what names and describes it. */
export interface Place {
  readonly seeing: Seeing;
  readonly blockId: string;
  /** Whether a change tells the app at once, as outside forms. */
  readonly acts: boolean;
  /** The name for assistive technology, where no label is tied to the control. */
  readonly label?: string | undefined;
  readonly optional?: boolean | undefined;
  /** Ids of the hint and the error. */
  readonly describedBy?: string | undefined;
}

/** The id of an element's control, to which its label is tied. */
export function controlId(element: Element, place: Place): string {
  return domId(place.seeing, place.blockId, element.action_id);
}

/** What tells the page's script, a label and assistive technology which control this is. */
export function identity(element: Element, place: Place): Html {
  return html`id="${controlId(element, place)}" ${keys(element, place)}
${place.label !== undefined && html`aria-label="${place.label}"`}
${place.describedBy !== undefined && html`aria-describedby="${place.describedBy}"`}
${place.optional === false && html`aria-required="true"`}`;
}

export function keys(element: Element, place: Place): Html {
  return html`data-entry="${element.type}" data-action="${element.action_id}" data-block="${place.blockId}" ${place.acts && html`data-acts`}`;
}
