import type { Services } from '#feature.ts';
import { focusOn } from './focuses.ts';
import { readPair } from './pair.ts';
import { readSteps } from './step-store.ts';
import { type Kept, readFocus } from './store.ts';
import type { Talk } from './talk-views.ts';

/** A talk with its pair and its steps; undefined when it or one of them is there no more. */
export async function readTalk({ store }: Pick<Services, 'store'>, id: number): Promise<Talk | undefined> {
  const kept = await readFocus(store, id);
  return kept && talkOf({ store }, kept);
}

/** The same of one that is at hand. */
export async function talkOf({ store }: Pick<Services, 'store'>, kept: Kept): Promise<Talk | undefined> {
  const [pair, steps] = await Promise.all([
    readPair(store, [kept.coachId, kept.personId]),
    readSteps(store, [kept.id]),
  ]);
  const coach = pair.get(kept.coachId);
  const person = pair.get(kept.personId);
  if (coach === undefined || person === undefined) return undefined;
  return { kept, coach, person, steps, about: aboutOf(kept) };
}

/** What a talk is about, as it stands in a sentence: "win rate". */
export function aboutOf({ metric }: Pick<Kept, 'metric'>): string {
  return focusOn(metric)?.metric.name.toLowerCase() ?? 'how you work';
}
