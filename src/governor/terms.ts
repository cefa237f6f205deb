import type { Topic } from '#model/attention.ts';
import type { PostKind } from '#outbox/outbox.ts';

/** The kinds of message by which we speak of messages themselves; the settings write them. */
export const DIGEST = 'settings.digest';
export const QUESTION = 'settings.question';
export const MOVED = 'settings.moved';

/** What is said about somebody's own quota, by whatever feature: what comes close together of it is one message. */
export const ABOUT_OWN_QUOTA = 'nudges';

/** What nobody can turn off: it is how everything else is kept small. */
export const OWN_TOPIC: Topic = {
  id: 'settings',
  name: 'Messages about your messages',
  about: 'digests, and changes of what you get',
  startsAs: 'on',
};

/** The topics a person can choose, each once, in the order in which features declare them. */
export function topicsOf(kinds: readonly Pick<PostKind<never>, 'attention'>[]): readonly Topic[] {
  const all = kinds.flatMap(({ attention }) => (attention === 'channel' ? [] : [attention.topic]));
  return all.filter(
    ({ id }, index) => id !== OWN_TOPIC.id && all.findIndex((one) => one.id === id) === index,
  );
}
