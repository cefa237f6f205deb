import type { Period } from '#model/period.ts';
import type { ButtonSpec } from '#slack/blocks/button.ts';

/** The button that every message with a figure carries; served by the feature that answers about figures. */
export const WHY = 'attainment.why';
/** The same about the company: two buttons of one row need names of their own. */
export const WHY_TOTAL = 'attainment.why_total';

/** Stands for the one who presses the button: the person themself, or the team they lead or are in. */
export const WHOEVER_ASKS = 'me';

/** Which figure a button asks about, small enough to travel in its value. */
export interface CarriedFigure {
  readonly metric: string;
  readonly period: Period;
  readonly kind: 'person' | 'team' | 'company';
  /** A Salesforce id, or `WHOEVER_ASKS`. */
  readonly id: string;
  /** The currency its amounts were shown in; as the reader has chosen where it is left out. */
  readonly currency?: string | undefined;
}

/** The question as the value of a button: never a permission, which is decided when it is pressed. */
export function carryFigure({ metric, period, kind, id, currency }: CarriedFigure): string {
  return JSON.stringify({ metric, period: `${period.type}:${period.start}`, kind, id, currency });
}

export function whyButton(
  asked: CarriedFigure,
  { label, spoken }: Pick<ButtonSpec, 'label' | 'spoken'>,
): ButtonSpec {
  const action = asked.kind === 'company' ? WHY_TOTAL : WHY;
  return { action, label, value: carryFigure(asked), ...(spoken === undefined ? {} : { spoken }) };
}
