import type {
  Coming,
  Commitment,
  CommitmentsAsked,
  DealsAsked,
  DealToLookAt,
  Feature,
  OwnAsked,
  Services,
} from '#feature.ts';
import type { SafeText } from '#slack/blocks/text.ts';

/** What the other features know of a person, each gathered from all that know some of it. */
export interface Sources {
  /** Open ones, the soonest first. */
  commitments(services: Services, asked: CommitmentsAsked): Promise<readonly Commitment[]>;
  /** The one that needs a look most first. */
  deals(services: Services, asked: DealsAsked): Promise<readonly DealToLookAt[]>;
  places(services: Services, asked: OwnAsked): Promise<readonly SafeText[]>;
  /** The soonest first. */
  coming(services: Services, asked: OwnAsked): Promise<readonly Coming[]>;
}

export function sourcesOf(features: readonly Feature[]): Sources {
  const ask = <Asked, Known>(
    pick: (feature: Feature) => ((services: Services, asked: Asked) => Promise<readonly Known[]>) | undefined,
  ) => {
    const all = features.flatMap((feature) => pick(feature) ?? []);
    return async (services: Services, asked: Asked): Promise<readonly Known[]> =>
      (await Promise.all(all.map((one) => one(services, asked)))).flat();
  };
  const commitments = ask<CommitmentsAsked, Commitment>((feature) => feature.commitments);
  const coming = ask<OwnAsked, Coming>((feature) => feature.coming);
  return {
    deals: ask<DealsAsked, DealToLookAt>((feature) => feature.dealsToLookAt),
    places: ask<OwnAsked, SafeText>((feature) => feature.places),
    commitments: async (services, asked) =>
      (await commitments(services, asked)).toSorted((a, b) => Temporal.PlainDate.compare(a.dueOn, b.dueOn)),
    coming: async (services, asked) =>
      (await coming(services, asked)).toSorted((a, b) => Temporal.PlainDate.compare(a.on, b.on)),
  };
}
