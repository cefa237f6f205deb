import type { Services } from '#feature.ts';
import type { Message } from '#slack/blocks/message.ts';
import type { SafeText } from '#slack/blocks/text.ts';
import { readFormerLinks } from '#store/former-links.ts';
import { waitingSignIns } from '#store/sign-ins.ts';
import { type Pair, proposedLinks } from './links.ts';
import { END_WORDS } from './link-policy.ts';
import { countLinks, readNames } from './store.ts';
import { type Ended, peopleMessage, type Proposal } from './views.ts';

const ENDED_SHOWN = 5;

/** Who is linked, what waits for an admin, and which links ended. */
export async function overview(services: Services, done?: SafeText): Promise<Message> {
  const { store, directory } = services;
  const [counts, proposed, waiting, former, profiles] = await Promise.all([
    countLinks(store),
    proposedLinks(services),
    waitingSignIns(store),
    readFormerLinks(store, ENDED_SHOWN),
    directory.everyone(),
  ]);
  const { matched, returning, unclear, unmatched } = proposed;
  const names = await readNames(
    store,
    [...matched, ...returning, ...waiting, ...former].map(({ personId }) => personId),
  );
  const slackNames = new Map(profiles.map(({ id, name }) => [id, name]));
  const personName = (id: string) => names.get(id)?.name ?? id;
  const proposal = ({ personId, slackUserId }: Pair): Proposal => ({
    personId,
    slackUserId,
    slackName: slackNames.get(slackUserId),
    personName: personName(personId),
    email: names.get(personId)?.email ?? '',
  });
  const ended = former.map(
    ({ personId, reason, endedAt }): Ended => ({
      personName: personName(personId),
      why: END_WORDS[reason],
      endedAt,
    }),
  );
  return peopleMessage(
    {
      counts,
      proposals: matched.map(proposal),
      returning: returning.map((match) => ({
        ...proposal(match),
        why: END_WORDS[match.before.reason],
        endedAt: match.before.endedAt,
      })),
      waiting: waiting.map(proposal),
      unclear,
      unmatched: unmatched.length,
      ended,
    },
    done,
  );
}
