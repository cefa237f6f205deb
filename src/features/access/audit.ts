import type { Services } from '#feature.ts';
import type { Subcommand } from '#slack/routes.ts';
import { readAudit, verifyAudit } from '#store/audit.ts';
import type { Store } from '#store/store.ts';
import { auditMessage, looksMessage } from './views.ts';

const SHOWN = 20;

/** The log for auditors and admins, with the proof that it is whole. */
export const auditCommand: Subcommand<Services> = {
  name: 'audit',
  summary: 'the latest entries of the audit log, and whether it is whole',
  example: '/attain audit',
  permission: 'auditor',
  shows: ['D10'],
  async run({ services: { store } }) {
    const [entries, check] = await Promise.all([readAudit(store, { limit: SHOWN }), verifyAudit(store)]);
    return auditMessage({ entries, nameOf: await namesOf(store) }, check);
  },
};

/** Who read the asker's own figures: theirs to know. */
export const looksCommand: Subcommand<Services> = {
  name: 'looks',
  summary: 'who looked at your figures',
  example: '/attain looks',
  permission: 'linked',
  shows: ['D10'],
  async run({ services: { store }, actor }) {
    const about = await readAudit(store, { subject: actor.personId ?? '', limit: 200 });
    const reads = about.filter(({ action }) => action === 'figures.read').slice(0, SHOWN);
    return looksMessage(reads, await namesOf(store));
  },
};

async function namesOf(store: Store): Promise<ReadonlyMap<string, string>> {
  const people = await store.db.selectFrom('person').select(['id', 'name']).execute();
  return new Map(people.map(({ id, name }) => [id, name]));
}
