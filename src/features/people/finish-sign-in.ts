import type { Services } from '#feature.ts';
import type { SalesforceIdentity } from '#salesforce/sign-in.ts';
import type { Profile } from '#slack/directory.ts';
import { appendAudit } from '#store/audit.ts';
import { readLink } from '#store/former-links.ts';
import { linkPerson, readInstaller } from '#store/identity.ts';
import { settleTicket } from '#store/sign-ins.ts';
import type { Store } from '#store/store.ts';
import { isAddressOf } from './match-policy.ts';
import { readMailRules } from './mail-rules.ts';
import { LINK_WAITS, LINKED } from './link-posts.ts';
import { decideSignIn, isForAdmin, type SignInEnd } from './sign-in-policy.ts';

/** Somebody who came back from Salesforce with a ticket that was used up for it. */
interface CameBack {
  readonly slackUserId: string;
  readonly ticket: string;
  readonly identity: SalesforceIdentity;
}

/** Links whoever signed in, or says why not; tells them in Slack by themself, or an admin who has to decide. */
export async function finishSignIn(services: Services, back: CameBack): Promise<SignInEnd> {
  const profile = await services.directory.profileOf(back.slackUserId);
  const end = await services.store.transaction((tx) =>
    decideAndKeep({ ...services, store: tx }, back, profile),
  );
  await services.outbox.wake();
  return end;
}

async function decideAndKeep(services: Services, back: CameBack, profile: Profile): Promise<SignInEnd> {
  const { store, clock } = services;
  const { slackUserId, identity, ticket } = back;
  const now = clock.now();
  const person = await personOf(store, identity.userId);
  const known = await knownOf(store, back);
  const rules = await readMailRules(store);
  const end = decideSignIn({
    ...known,
    identity,
    slackUserId,
    isFullMember: profile.isFullMember,
    person,
    doAddressesAgree: person !== undefined && isAddressOf(person, profile.email ?? '', rules),
  });
  if (end === 'linked' && person)
    await linkPerson(store, { slackUserId, personId: person.id, confirmedBy: BY, now });
  const personId = known.organizationId === identity.organizationId ? (person?.id ?? null) : null;
  await settleTicket(store, ticket, { outcome: isForAdmin(end) ? 'waits' : end, personId });
  const detail = { slackUserId, end };
  await appendAudit(store, {
    actor: slackUserId,
    action: 'link.signed_in',
    subject: personId ?? '',
    detail,
    now,
  });
  await tell(services, end, { slackUserId, personId });
  return end;
}

/** Salesforce vouched for it. */
const BY = 'salesforce';

async function personOf(store: Store, id: string) {
  const row = await store.db
    .selectFrom('person')
    .select(['id', 'name', 'email', 'username', 'is_active'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { is_active: isActive, ...rest } = row;
  return { ...rest, personId: row.id, isActive };
}

async function knownOf(store: Store, { slackUserId, identity }: CameBack) {
  const [organization, own, taken] = [
    await store.db.selectFrom('organization').select('id').executeTakeFirstOrThrow(),
    await readLink(store, slackUserId),
    await store.db
      .selectFrom('identity_link')
      .select('slack_user_id')
      .where('person_id', '=', identity.userId)
      .executeTakeFirst(),
  ];
  return {
    organizationId: organization.id,
    linkedTo: own?.personId ?? null,
    linkedBy: taken?.slack_user_id ?? null,
  };
}

async function tell(
  { store, outbox, clock }: Services,
  end: SignInEnd,
  { slackUserId, personId }: { readonly slackUserId: string; readonly personId: string | null },
): Promise<void> {
  if (personId === null) return;
  const about = { slackUserId, person: personId };
  const key = `${slackUserId}/${personId}/${clock.now().epochMilliseconds}`;
  if (end === 'linked')
    await outbox.record(store, {
      key: `${LINKED}/${key}`,
      kind: LINKED,
      params: about,
      audience: slackUserId,
    });
  const admin = isForAdmin(end) ? await readInstaller(store) : undefined;
  if (admin !== undefined)
    await outbox.record(store, {
      key: `${LINK_WAITS}/${key}`,
      kind: LINK_WAITS,
      params: about,
      audience: admin,
    });
}
