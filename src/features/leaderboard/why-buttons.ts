import { type CarriedFigure, WHOEVER_ASKS, whyButton } from '#metrics/why-button.ts';
import { actions } from '#slack/blocks/button.ts';
import type { Block } from '#slack/blocks/message.ts';
import { placeButton } from './place-button.ts';
import type { BoardContent } from './standings.ts';

/**
 * Whoever reads a board may ask why their own number is what it is; of a board of teams, the number of their team. A
 * board of territories does not show it, and its button says so.
 * The company's total, where it is shown, answers too.
 */
export function whyButtons(content: BoardContent): Block {
  const { spec, metric, period, total } = content;
  const figure = { metric: metric.id, period };
  const kind: CarriedFigure['kind'] = spec.by === 'team' ? 'team' : 'person';
  const label = {
    person: 'Why is this my number?',
    team: "Why is this my team's number?",
    territory: 'Why my own number?',
  }[spec.by];
  const own = whyButton({ ...figure, kind, id: WHOEVER_ASKS }, { label });
  const all = whyButton({ ...figure, kind: 'company', id: 'all' }, { label: 'Why this total?' });
  const place = spec.by === 'person' ? [placeButton(content)] : [];
  return total ? actions(own, ...place, all) : actions(own, ...place);
}
