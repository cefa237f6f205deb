import { homeOf } from '#feature.ts';
import { FEATURES } from '#features.ts';
import type { Log } from '#lib/log.ts';
import { type Actor, mayEnter } from '#model/access.ts';
import { Block } from '#sandbox/slack/workspace/message.ts';
import { ViewInput } from '#sandbox/slack/workspace/view.ts';
import { reopenAnnouncements } from '../../test/hostile/support/announced.ts';
import { anHourLater, askers } from '../../test/hostile/support/company.ts';
import { type Step, walk } from '../../test/hostile/support/crawl.ts';
import type { Deed } from '../../test/hostile/support/desk.ts';
import { openings, SENSIBLE, unoffered } from '../../test/hostile/support/deeds.ts';
import type { Shown } from './company.ts';
import { differing } from './differing.ts';
import { homePart, nameOf, ownerOfPost } from './names.ts';
import type { Specimen } from './specimen.ts';

/** Everything that readers of this company can be shown, each once in each of its forms. */
export async function collect(
  shown: Shown,
  { variant, log }: { readonly variant: string; readonly log: Log },
): Promise<readonly Specimen[]> {
  const posts = await shown.posts(shown.services);
  const found: Specimen[] = postsOf(posts, variant);
  const tried = new Set<string>();
  const keep = (steps: readonly Step[], reader: string) => {
    for (const { deed, left } of steps) {
      if ('id' in deed) tried.add(`${deed.kind} ${deed.id}`);
      found.push(...left.map((leaving) => ({ ...nameOf(deed, leaving), variant, reader, leaving })));
    }
  };
  for (const actor of await askers(shown.services.store)) {
    const { services, texts } = shown;
    await reopenAnnouncements(services.store);
    const walker = { services, log, actor, texts, sensible: SENSIBLE_HERE };
    const offered = actor.isInstaller ? posts.flatMap(({ left }) => left) : [];
    found.push(...(await homeParts(shown, { actor, variant })));
    const before = [...FIRST, ...openings(texts)];
    keep(await walk(walker, before, offered), actor.slackUserId);
    if (actor.isInstaller) keep(await walk(walker, unoffered(tried, texts)), actor.slackUserId);
  }
  found.push(...postsOf(await shown.posts(anHourLater(shown.services)), variant));
  return differing(found);
}

function postsOf(posts: Awaited<ReturnType<Shown['posts']>>, variant: string): Specimen[] {
  return posts.flatMap(({ kind, left }) =>
    left.map((leaving) => ({
      feature: ownerOfPost(kind),
      kind: `post ${kind}`,
      variant,
      reader: '',
      leaving,
    })),
  );
}

/** What is reached from nowhere else, or not any more once everything has been pressed. */
const FIRST: readonly Deed[] = [
  { kind: 'action', id: 'coaching.object', entry: { value: '2' } },
  { kind: 'action', id: 'settings.snooze_here', entry: { value: '' } },
  { kind: 'action', id: 'announcements.look', entry: { value: '902' } },
  { kind: 'action', id: 'announcements.show', entry: { value: '902' } },
  { kind: 'command', text: 'digest settings' },
];

const SENSIBLE_HERE = {
  ...SENSIBLE,
  'leaderboard.setup/period': 'week',
  'leaderboard.setup/who': 'person',
  'quotas.spread/period': '2027',
  'celebrations.setup/from': '8',
  'celebrations.setup/to': '18',
  'celebrations.setup/smallest': '1000',
  'celebrations.setup/team': '',
  meanings: 'some',
  over: '100',
  least: '3',
  most: '20',
  csv: 'rep_email,period,metric,amount,reason\nana.silva@example.com,2026-Q4,bookings,4000,A larger region\n',
};

/** Every section of Home by itself, for whoever may see it. */
async function homeParts(
  { services }: Shown,
  { actor, variant }: { readonly actor: Actor; readonly variant: string },
): Promise<readonly Specimen[]> {
  const call = { actor, services, now: services.clock.now(), timeZone: 'Europe/Berlin', locale: 'en-US' };
  const parts: Specimen[] = [];
  for (const feature of FEATURES) {
    for (const [at, section] of homeOf(feature).entries()) {
      if (!mayEnter(actor, section)) continue;
      const blocks = (await section.render(call)).map((block) => Block.parse(block));
      if (blocks.length === 0) continue;
      const view = ViewInput.parse({ type: 'home', blocks });
      const named = { feature: feature.name, kind: homePart(feature, at), reader: actor.slackUserId };
      parts.push({ ...named, variant, leaving: { kind: 'view', view } });
    }
  }
  return parts;
}
