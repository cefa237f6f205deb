import { z } from 'zod';
import type { Services } from '#feature.ts';
import type { Topic } from '#model/attention.ts';
import type { PostKind } from '#outbox/outbox.ts';
import { ABOUTS, KIND, OWN_KIND } from './about.ts';
import { writeEdition } from './edition.ts';
import type { CommitmentSource } from './read-week.ts';

const Params = z.object({ week: z.iso.date(), about: z.enum(ABOUTS), subject: z.string().max(40) });

/** Not the digest of held messages, which carries others: this one has words of its own. */
export const TOPIC: Topic = {
  id: KIND,
  name: 'Weekly digest',
  about: 'you lead a team, stand in for somebody who does, or read for the company',
  startsAs: 'on',
};

export const OWN_TOPIC: Topic = {
  id: 'weekly_mine',
  name: 'Your own week',
  about: 'you asked for a digest of your own quota and deals',
  startsAs: 'off',
};

/** The digests of teams and of the company, and the one about one's own week. */
export function weeklyPosts(sources: readonly CommitmentSource[]): readonly PostKind<Services>[] {
  return [postKind(KIND, TOPIC, { sources }), postKind(OWN_KIND, OWN_TOPIC, { sources })];
}

function postKind(
  kind: string,
  topic: Topic,
  { sources }: { readonly sources: readonly CommitmentSource[] },
): PostKind<Services> {
  return {
    kind,
    whenUnknown: 'at-most-once',
    attention: {
      topic,
      priority: 'ordinary',
      isPrompt: false,
      // Of two that waited the newer one is said.
      says(params) {
        const { week, about, subject } = Params.parse(params);
        return { about: `${KIND}/${about}/${subject}`, state: week };
      },
    },
    shows: ['D2', 'D3', 'D5', 'D8'],
    waitsForFreshData: true,
    async render(services, { params, audience: slackUserId }) {
      const { week, about, subject: subjectId } = Params.parse(params);
      return writeEdition(services, { slackUserId, week, about, subjectId }, { sources });
    },
  };
}
