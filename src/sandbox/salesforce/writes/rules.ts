import { completeEvent, completeTask } from './activity.ts';
import type { WriteContext } from './context.ts';
import type { Draft } from './draft.ts';
import { completeOpportunity } from './opportunity.ts';

/** What the platform fills in or changes by itself when a record of an object is saved. Returns further records. */
export type Rule = (draft: Draft, context: WriteContext) => readonly Draft[];

const RULES: Readonly<Record<string, Rule>> = {
  Opportunity: completeOpportunity,
  Task: completeTask,
  Event: completeEvent,
};

export function ruleFor(object: string): Rule {
  return RULES[object] ?? (() => []);
}
