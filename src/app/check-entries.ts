import type { Feature } from '#feature.ts';
import { Bug } from '#lib/errors.ts';
import { PRIORITIES, TOPIC_MODES } from '#model/attention.ts';
import { DATA_CLASSES, type DataClass } from '#model/policy/terms.ts';
import type { Attention } from '#outbox/outbox.ts';

/**
 * Checks before anything is sent that every kind of post and every schedule says what it shows, and every kind of post
 * what its readers may say about it; what answers Slack is checked with its routes. One that does not is a mistake of
 * ours, and nothing starts.
 */
export function checkEntries(features: readonly Feature[]): readonly Feature[] {
  for (const { posts = [], schedules = [] } of features) {
    for (const post of posts) requireClasses(`the post "${post.kind}"`, post);
    for (const post of posts) requireAttention(post);
    for (const schedule of schedules) requireClasses(`the schedule "${schedule.name}"`, schedule);
  }
  return features;
}

function requireClasses(name: string, { shows }: { readonly shows?: readonly DataClass[] }): void {
  if (!shows?.every((one) => DATA_CLASSES.includes(one)))
    throw new Bug(`${name} does not say which classes of data it shows`);
}

function requireAttention(post: { readonly kind: string; readonly attention?: Attention | 'channel' }): void {
  const { kind, attention } = post;
  if (attention === 'channel') return;
  const isKnown =
    attention !== undefined &&
    PRIORITIES.includes(attention.priority) &&
    TOPIC_MODES.includes(attention.topic.startsAs);
  if (!isKnown)
    throw new Bug(`the post "${kind}" says neither its topic and priority nor that it is for channels`);
}
