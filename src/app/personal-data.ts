import { FEATURES } from '#features.ts';
import { CORE_HOLDINGS, type Holdings } from '#store/identity-holdings.ts';

/** What every table holds about people, as the core and the features say. */
export const HOLDINGS: Holdings = Object.assign(
  {},
  CORE_HOLDINGS,
  ...FEATURES.map((it) => it.holdings ?? {}),
);

/** The kinds of message that name people, beside figures or not: they are written afresh when somebody is erased. */
export const NAMING_KINDS: readonly string[] = FEATURES.flatMap((feature) => feature.posts ?? [])
  .filter(({ shows, namesPeople }) => shows.includes('D1') || namesPeople === true)
  .map(({ kind }) => kind);
