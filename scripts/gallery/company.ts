import { sql } from 'kysely';
import type { Services } from '#feature.ts';
import { type Log, silentLog } from '#lib/log.ts';
import type { Profile } from '#slack/directory.ts';
import { setInstaller } from '#store/identity.ts';
import type { Store } from '#store/store.ts';
import { servicesOf } from '../../test/features/services.ts';
import { ANA, DANA, LI, smallCompany, VERA } from '../../test/features/small-company.ts';
import { companyToPoison, NOW, postBoards } from '../../test/hostile/support/company.ts';
import { poison } from '../../test/hostile/support/poison.ts';
import { everyPost, paramsOf } from '../../test/hostile/support/posts.ts';
import { proposeAnew } from '../../test/hostile/support/proposed.ts';
import type { HostileTexts } from '../../test/hostile/support/texts.ts';
import { addCrowd, leaveOne, otherCurrency, sensibleQuotas } from './sizes.ts';
import { ordinaryTexts } from './texts.ts';
import type { Variant } from './variants.ts';

/** A company of one variant, ready to be looked at. */
export interface Shown {
  readonly services: Services;
  readonly texts: HostileTexts;
  /** Every kind of post as it would be sent now, or an hour later. */
  posts(services: Services): ReturnType<typeof everyPost>;
}

/** Fills a store with the company of a variant; what fails in its views goes to the log. */
export async function showCompany(store: Store, variant: Variant, log: Log): Promise<Shown> {
  const texts = ordinaryTexts(variant.words);
  await otherCurrency(store, variant.currency);
  const boards = variant.size === 'none' ? await beginning(store) : await furnished(store, variant, texts);
  const services = await inhabited(store, { texts, log });
  return { services, texts, posts: (at) => everyPost(at, paramsOf(texts, boards)) };
}

/** The people are linked and nothing has happened. */
async function beginning(store: Store): Promise<readonly number[]> {
  await smallCompany(store);
  const links = [
    ['U0VERA', VERA],
    ['U0DANA', DANA],
    ['U0ANA', ANA],
    ['U0LI', LI],
  ].map(([slack_user_id = '', person_id = '']) => ({ slack_user_id, person_id }));
  const confirmed = { confirmed_by: 'cli', confirmed_at: NOW.toString() };
  await store.db
    .insertInto('identity_link')
    .values(links.map((link) => ({ ...link, ...confirmed })))
    .execute();
  await setInstaller(store, { slackUserId: 'U0VERA', changedBy: 'cli', now: NOW });
  return [];
}

async function furnished(store: Store, { size }: Variant, texts: HostileTexts): Promise<readonly number[]> {
  const services = await companyToPoison(store, texts, silentLog);
  if (size === 'one') await leaveOne(store, VERA, NOW);
  if (size === 'many') await addCrowd(store, NOW);
  await sensibleQuotas(store);
  await poison(store, texts);
  await proposeAnew(store, texts, NOW);
  await store.db
    .insertInto('api_use')
    .values({ day: NOW.toString().slice(0, 10), calls: 1_734n, org_used: 41_250n, org_limit: 100_000n })
    .onConflict((known) => known.doNothing())
    .execute();
  return postBoards(services);
}

/** Everybody has in Slack the name that they have in Salesforce. */
async function inhabited(
  store: Store,
  { texts, log }: { readonly texts: HostileTexts; readonly log: Log },
): Promise<Services> {
  const { rows } = await sql<{ id: string; name: string; email: string | null }>`
    select l.slack_user_id as id, p.name, p.email from ${store.table('identity_link')} l
    join ${store.table('person')} p on p.id = l.person_id`.execute(store.db);
  const others = ['U0VERA', 'U0DANA', 'U0ANA', 'U0LI', 'U0OTTO'].filter(
    (id) => !rows.some((row) => row.id === id),
  );
  const unlinked = others.map((id) => ({ id, name: texts.forColumn?.('person.name') ?? '', email: null }));
  const profiles = [...rows, ...unlinked].map(
    (row): Profile => ({ ...row, timeZone: 'Europe/Berlin', locale: 'en-US', isFullMember: true }),
  );
  return {
    ...servicesOf(store, { now: NOW, profiles, log }),
    signIn: { addressFor: async (user) => `https://attain.example.com/link/${user}` },
    operations: {
      apiShare: 0.5,
      jobs: async () => ({ waiting: 3, active: 1, failed: 1 }),
      failedJobs: async () => [{ name: 'sync.changes', reason: 'Salesforce did not answer', failedAt: NOW }],
    },
  };
}
