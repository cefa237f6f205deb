import { Refusal } from '#lib/errors.ts';
import { appendAudit } from '#store/audit.ts';
import type { Store } from '#store/store.ts';
import { type MailRule, normal } from './match-policy.ts';
import { peopleWithEmail } from './store.ts';

/** A rule that is kept, by its number. */
export interface KeptRule extends MailRule {
  readonly id: number;
}

interface By {
  readonly by: string;
  readonly now: Temporal.Instant;
}

const ADDRESS = /^[^@\s]+@[^@\s]+\.[^@\s]+$/;
const DOMAIN = /^[^@\s.]+(\.[^@\s.]+)+$/;

export async function readMailRules(store: Store): Promise<readonly KeptRule[]> {
  const rows = await store.db.selectFrom('mail_rule').selectAll().orderBy('id').execute();
  return rows.map(({ id, kind, given, means, person_id }) => ({
    id,
    kind,
    given,
    means,
    personId: person_id,
  }));
}

/** Says that an address is somebody's. @throws Refusal where that is not certain. */
export async function addAlias(
  store: Store,
  { email, address }: { readonly email: string; readonly address: string },
  by: By,
): Promise<{ readonly name: string }> {
  const [person, ...others] = await peopleWithEmail(store, normal(email));
  if (!person || others.length > 0)
    throw new Refusal(
      `Not exactly one active person in Salesforce has the e-mail ${email}.`,
      'Check the spelling.',
    );
  if (!ADDRESS.test(normal(address)))
    throw new Refusal(`"${address}" is no e-mail address.`, 'Write it as name@example.com.');
  await keep(store, { kind: 'alias', given: normal(address), means: '', personId: person.id }, by);
  return { name: person.name };
}

/** Says that a domain means another, or that `+tags` in it mean nothing. @throws Refusal for what is no domain. */
export async function addDomainRule(
  store: Store,
  rule:
    | { readonly kind: 'domain'; readonly given: string; readonly means: string }
    | { readonly kind: 'plus'; readonly given: string },
  by: By,
): Promise<void> {
  const given = normal(rule.given);
  const means = rule.kind === 'domain' ? normal(rule.means) : '';
  for (const domain of rule.kind === 'domain' ? [given, means] : [given])
    if (!DOMAIN.test(domain))
      throw new Refusal(`"${domain}" is no domain.`, 'Write it without @: example.com.');
  if (given === means) throw new Refusal('A domain means itself anyway.', 'Name two different ones.');
  await keep(store, { kind: rule.kind, given, means, personId: null }, by);
}

/** Takes a rule away; links that were confirmed stay. @throws Refusal where there is none of that number. */
export async function removeMailRule(store: Store, id: number, { by, now }: By): Promise<void> {
  await store.transaction(async (tx) => {
    const gone = await tx.db
      .deleteFrom('mail_rule')
      .where('id', '=', id)
      .returning(['kind', 'person_id'])
      .executeTakeFirst();
    if (!gone) throw new Refusal('There is no such rule.', 'See npm run attain -- people alias list.');
    const detail = { kind: gone.kind };
    await appendAudit(tx, {
      actor: by,
      action: 'mail_rule.removed',
      subject: gone.person_id ?? '',
      detail,
      now,
    });
  });
}

async function keep(
  store: Store,
  { kind, given, means, personId }: MailRule,
  { by, now }: By,
): Promise<void> {
  await store.transaction(async (tx) => {
    const kept = await tx.db
      .insertInto('mail_rule')
      .values({ kind, given, means, person_id: personId, made_by: by, made_at: now.toString() })
      .onConflict((conflict) => conflict.columns(['kind', 'given']).doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!kept)
      throw new Refusal(
        `There is a rule about ${given} already.`,
        'See npm run attain -- people alias list.',
      );
    const detail = { kind };
    await appendAudit(tx, { actor: by, action: 'mail_rule.added', subject: personId ?? '', detail, now });
  });
}
