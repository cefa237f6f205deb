import type { Feature } from '#feature.ts';
import { Bug } from '#lib/errors.ts';
import { DATA_CLASSES, type DataClass } from '#model/policy/terms.ts';

/**
 * Checks before anything is sent that every kind of post and every schedule says what it shows; what answers Slack is
 * checked with its routes. One that does not is a mistake of ours, and nothing starts.
 */
export function checkEntries(features: readonly Feature[]): readonly Feature[] {
  for (const { posts = [], schedules = [] } of features) {
    for (const post of posts) requireClasses(`the post "${post.kind}"`, post);
    for (const schedule of schedules) requireClasses(`the schedule "${schedule.name}"`, schedule);
  }
  return features;
}

function requireClasses(name: string, { shows }: { readonly shows?: readonly DataClass[] }): void {
  if (!shows?.every((one) => DATA_CLASSES.includes(one)))
    throw new Bug(`${name} does not say which classes of data it shows`);
}
