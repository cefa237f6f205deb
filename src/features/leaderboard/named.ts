import type { Services } from '#feature.ts';
import { metricContext } from '#metrics/context.ts';
import { companyToday } from '#metrics/today.ts';
import { takesPart } from './privacy-policy.ts';
import { readPrivacy } from './read-privacy.ts';

/** Of these people, those who stand on boards under their own name: others are named nowhere in a channel. */
export async function namedOnBoards(
  { store, clock }: Services,
  people: readonly string[],
): Promise<ReadonlySet<string>> {
  const now = clock.now();
  const company = companyToday(await metricContext(store, now));
  const privacy = await readPrivacy(company, { personIds: people, board: '', now });
  return new Set(people.filter((id) => takesPart(privacy, id) && privacy.modeOf(id) !== 'pseudonyms'));
}
