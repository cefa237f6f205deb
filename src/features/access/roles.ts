import { endGrant, makeGrant, readGrants } from '#access/grants.ts';
import { endRole, giveRole, readRoles } from '#access/roles.ts';
import type { Services } from '#feature.ts';
import { Refusal } from '#lib/errors.ts';
import type { Message } from '#slack/blocks/message.ts';
import type { CommandCall, Subcommand } from '#slack/routes.ts';
import { companyDay } from '#store/company.ts';
import { actorOf } from '#store/identity.ts';
import type { Store } from '#store/store.ts';
import { readRoleWish, type RoleWish } from './policy.ts';
import { rolesMessage } from './views.ts';

export const rolesCommand: Subcommand<Services> = {
  name: 'roles',
  summary: 'who has which role, who stands in for whom, and giving or ending it',
  example: '/attain roles',
  permission: 'installer',
  shows: ['D9'],
  async run(call) {
    await carryOut(call, readRoleWish(call.text));
    return overview(call.services.store, call.now);
  },
};

async function carryOut({ services, actor, now }: CommandCall<Services>, wish: RoleWish): Promise<void> {
  const { store } = services;
  const by = { by: actor.slackUserId, now };
  switch (wish.kind) {
    case 'list':
      return;
    case 'give':
    case 'end': {
      if (wish.kind === 'give') await refuseGuests(services, wish.user);
      const change = { holder: wish.user, role: wish.role, reason: wish.reason, ...by };
      return wish.kind === 'give' ? giveRole(store, change) : endRole(store, change);
    }
    case 'stand-in':
    case 'grant': {
      const [holderId, subjectId] = [await personOf(store, wish.user), await personOf(store, wish.about)];
      const isRead = wish.kind === 'grant';
      const from = await companyDay(store, now);
      const grant = {
        kind: isRead ? 'read' : 'delegation',
        dataClass: isRead ? 'D2' : null,
        holderId,
        subjectId,
        from,
        to: wish.until.add({ days: 1 }),
        reason: wish.reason,
      } as const;
      return makeGrant(store, grant, by);
    }
    case 'end-grant':
      return endGrant(store, wish.id, by);
  }
}

async function refuseGuests({ directory }: Services, user: string): Promise<void> {
  const profile = (await directory.everyone()).find(({ id }) => id === user);
  if (profile?.isFullMember !== true)
    throw new Refusal('Roles are for full members of the workspace.', 'Guests and bots get none.');
}

async function personOf(store: Store, user: string): Promise<string> {
  const { personId } = await actorOf(store, user);
  if (personId !== null) return personId;
  throw new Refusal(
    'One of the two is not linked to a person in Salesforce.',
    'Link them with /attain people first.',
  );
}

async function overview(store: Store, now: Temporal.Instant): Promise<Message> {
  const [roles, grants] = await Promise.all([
    readRoles(store, now),
    readGrants(store, await companyDay(store, now)),
  ]);
  const people = await store.db.selectFrom('person').select(['id', 'name']).execute();
  const nameOf = new Map(people.map(({ id, name }) => [id, name]));
  return rolesMessage({ roles, grants, nameOf });
}
