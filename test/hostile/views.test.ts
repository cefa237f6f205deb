import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Services } from '#feature.ts';
import { silentLog } from '#lib/log.ts';
import type { Actor } from '#model/access.ts';
import type { Database } from '#store/database.ts';
import { ROUTES } from '../access/support/desk.ts';
import { freshInstallationId, openTestDatabase } from '../support/database.ts';
import { anHourLater, askers, companyToPoison, KNOWN, MIGRATIONS, postBoards } from './support/company.ts';
import { type Step, walk } from './support/crawl.ts';
import { openings, SENSIBLE, unoffered } from './support/deeds.ts';
import { serve } from './support/desk.ts';
import { faultsOf, type Leaving } from './support/judge.ts';
import { proposeAnew } from './support/proposed.ts';
import { poison, unsortedColumns } from './support/poison.ts';
import { everyPost, KINDS, paramsOf } from './support/posts.ts';
import { hostileTexts, textsIn } from './support/texts.ts';

const SEED = 4;
const ROUNDS = 2;
const FEWEST_TEXTS = 10_000;
const FEWEST_SHOWN = 5_000;

/** A view as somebody saw it: what brought it about, and what left for Slack. */
interface Seen {
  readonly view: string;
  readonly left: readonly Leaving[];
}

const texts = hostileTexts(SEED);
const seen: Seen[] = [];
const tried = new Set<string>();
const errors: string[] = [];
const log = pino({ level: 'error' }, { write: (line: string) => void errors.push(line) });

let database: Database;
let services: Services;
let said: Awaited<ReturnType<typeof everyPost>>;
beforeAll(async () => {
  database = await openTestDatabase({ migrations: MIGRATIONS });
  services = await companyToPoison(await database.installation(freshInstallationId()), texts, log);
  for (let round = 0; round < ROUNDS; round++) {
    await poison(services.store, texts);
    await proposeAnew(services.store, texts, services.clock.now());
    said = await everyPost(services, paramsOf(texts, await postBoards(services)));
    seen.push(...said.map(({ kind, left }) => ({ view: `post ${kind}`, left })));
    for (const actor of await askers(services.store)) await (round === 0 ? walkAll(actor) : askAll(actor));
    services = anHourLater(services);
  }
}, 180_000);
afterAll(() => database.close());

/** Everything that can be reached from every command, from Home and from every post, and then what cannot. */
async function walkAll(actor: Actor): Promise<void> {
  const walker = { services, log, actor, texts, sensible: SENSIBLE };
  const posts = said.flatMap(({ left }) => left);
  keep(await walk(walker, openings(texts), actor.isInstaller ? posts : []));
  if (!actor.isInstaller) return;
  await askAll(actor);
  // What was made up may fail as it likes, as long as it says nothing wrong.
  keep(await walk({ ...walker, log: silentLog }, unoffered(tried, texts)));
}

async function askAll(actor: Actor): Promise<void> {
  const asked = { services, log, actor };
  const steps: Step[] = [];
  for (const deed of openings(texts)) steps.push({ deed, left: await serve(asked, deed) });
  keep(steps);
}

function keep(steps: readonly Step[]): void {
  for (const { deed, left } of steps) {
    const name = 'id' in deed ? `${deed.kind} ${deed.id}` : deed.kind;
    tried.add(name);
    seen.push({ view: deed.kind === 'command' ? `/attain ${deed.text.slice(0, 40)}` : name, left });
  }
}

it('every column of every table is known to hold either words of ours or words that may be hostile', async () => {
  expect(await unsortedColumns(services.store)).toEqual([]);
});

it('every command, button, form and kind of post takes part, and Home', () => {
  const registered = [
    ...ROUTES.actions.map(({ id }) => `action ${id}`),
    ...ROUTES.modals.map(({ id }) => `modal ${id}`),
    ...ROUTES.shortcuts.map(({ id }) => `shortcut ${id}`),
    'home',
  ];
  expect(registered.filter((name) => !tried.has(name))).toEqual([]);
  expect(said.filter(({ left }) => left.length === 0).map(({ kind }) => kind)).toEqual(['settings.digest']);
  const known = paramsOf(texts, []);
  expect(KINDS.filter(({ kind }) => known[kind] === undefined)).toEqual([]);
});

it('hostile texts mention nobody, lead nowhere, hide nothing and break no limit of Slack, wherever they are shown', () => {
  const faults = seen.flatMap(({ view, left }) =>
    left.flatMap((one) => faultsOf(one, KNOWN).map((fault) => `${view}: ${fault.slice(0, 400)}`)),
  );
  expect([...new Set(faults)]).toEqual([]);
});

it('no hostile text makes anything fail', () => {
  expect(errors).toEqual([]);
});

it('the texts were there to be seen', () => {
  const pairs = seen.flatMap(({ left }) => [...new Set(textsIn(JSON.stringify(left)))]);
  const views = seen.filter(({ left }) => left.length > 0).length;
  const shown = new Set(pairs).size;
  console.log(
    `${texts.count} hostile texts, ${views} views, ${shown} texts shown ${pairs.length} times in all`,
  );
  expect(texts.count).toBeGreaterThan(FEWEST_TEXTS);
  expect(pairs.length).toBeGreaterThan(FEWEST_SHOWN);
});
