import type { Fact, FactName, Services } from '#feature.ts';
import { look } from './look.ts';

/** What can change how far a quota is reached, or what was said of it. */
const HEEDED: ReadonlySet<FactName> = new Set([
  'figures.changed',
  'quota.changed',
  'deal.reopened',
  'data.restored',
]);

/** Tells at once what was reached, and takes back what turned out wrong; the rest waits for the morning. */
export async function heedFacts(services: Services, facts: readonly Fact[]): Promise<void> {
  if (!facts.some(({ name }) => HEEDED.has(name))) return;
  if (!(await isOrganisationKnown(services))) return;
  await look(services, { now: services.clock.now(), isMorning: () => false });
}

async function isOrganisationKnown({ store }: Services): Promise<boolean> {
  return (await store.db.selectFrom('organization').select('id').executeTakeFirst()) !== undefined;
}
