import type { Services } from '#feature.ts';
import { metricContext } from '#metrics/context.ts';
import { todayOf } from '#metrics/today.ts';
import { lastDay, type Period } from '#model/period.ts';
import { escapeText, mrkdwn } from '#slack/blocks/text.ts';
import type { HomeSection } from '#slack/routes.ts';
import { isCompanyKnown } from '#store/company.ts';
import { nextOf } from './next.ts';
import { type OwnPage, ownBlocks } from './own-views.ts';
import { readPresence, THERE } from './presence.ts';
import type { Sources } from './sources.ts';

/** What was agreed stands on the page however far ahead it is due. */
const AHEAD = { years: 2 };

/** A person's own page below their figures. */
export function ownSection(sources: Sources): HomeSection<Services> {
  return {
    order: 12,
    permission: 'linked',
    shows: ['D1', 'D3', 'D5'],
    async render(call) {
      const { services, actor } = call;
      if (actor.personId === null || !(await isCompanyKnown(services.store))) return [];
      return ownBlocks(await readOwn(sources, { ...call, personId: actor.personId }));
    },
  };
}

type Call = Parameters<HomeSection<Services>['render']>[0] & { readonly personId: string };

async function readOwn(
  sources: Sources,
  { services, actor, now, timeZone, personId }: Call,
): Promise<OwnPage> {
  const { store } = services;
  const context = await metricContext(store, now);
  const today = await todayOf(context, personId);
  const asked = { actor, now, timeZone };
  const people = [personId];
  const [places, commitments, deals, coming, presence] = await Promise.all([
    sources.places(services, asked),
    sources.commitments(services, { actor, people, before: today.add(AHEAD) }),
    sources.deals(services, { actor, people, now }),
    sources.coming(services, asked),
    readPresence(store, { people, day: today }),
  ]);
  const next = nextOf({ commitments, deals, today });
  const period = context.calendar.find('quarter', today) ?? context.calendar.find('month', today);
  const all = period ? [...coming, endOf(period)] : coming;
  return {
    presence: presence.get(personId) ?? THERE,
    places,
    next,
    commitments: commitments.filter((one) => !(next?.kind === 'commitment' && next.commitment === one)),
    moreDeals: deals.length - (next?.kind === 'deal' ? 1 : 0),
    coming: all.toSorted((a, b) => Temporal.PlainDate.compare(a.on, b.on)),
  };
}

function endOf(period: Period) {
  return { on: lastDay(period), words: mrkdwn`the last day of ${escapeText(period.id)}` };
}
