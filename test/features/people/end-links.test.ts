import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readActor } from '#access/actor.ts';
import { giveRole } from '#access/roles.ts';
import type { Services } from '#feature.ts';
import { checkOneLink, linksSchedule, takeLinkAway } from '#features/people/end-links.ts';
import { whyLinkEnds } from '#features/people/link-policy.ts';
import { linkPeople, proposedLinks } from '#features/people/links.ts';
import { overview } from '#features/people/overview.ts';
import { movableClock } from '#lib/clock.ts';
import { guard } from '#slack/blocks/guard.ts';
import type { Profile } from '#slack/directory.ts';
import { readAudit } from '#store/audit.ts';
import { readFormerLinks } from '#store/former-links.ts';
import type { Store } from '#store/store.ts';
import { testStore } from '../../support/database.ts';
import { servicesOf } from '../services.ts';
import { ANA, DANA, LI, smallCompany } from '../small-company.ts';

const START = Temporal.Instant.from('2026-11-18T09:00:00Z');
const PAIRS = [
  { slackUserId: 'UANA', personId: ANA },
  { slackUserId: 'UDANA', personId: DANA },
  { slackUserId: 'ULI', personId: LI },
];
const ADDRESSES: Readonly<Record<string, string>> = {
  UANA: 'ana.silva@example.com',
  UDANA: 'dana.cole@example.com',
  ULI: 'li.wei@example.com',
};

function profilesWith(changed: Readonly<Record<string, Partial<Profile>>> = {}): readonly Profile[] {
  return PAIRS.map(({ slackUserId: id }) => {
    const member = {
      id,
      name: id,
      email: ADDRESSES[id] ?? null,
      timeZone: 'UTC',
      locale: 'en-US',
      isFullMember: true,
    };
    return { ...member, ...changed[id] };
  });
}

describe('a link', () => {
  it.each([
    [{ isActiveInSalesforce: true, absence: 'none' }, undefined],
    [{ isActiveInSalesforce: true, absence: undefined }, undefined],
    [{ isActiveInSalesforce: true, absence: 'deactivated' }, 'slack_deactivated'],
    [{ isActiveInSalesforce: true, absence: 'guest' }, 'slack_guest'],
    [{ isActiveInSalesforce: true, absence: 'elsewhere' }, 'slack_elsewhere'],
    [{ isActiveInSalesforce: false, absence: 'none' }, 'salesforce_deactivated'],
  ] as const)('with %j ends because: %s', (sides, reason) => {
    expect(whyLinkEnds(sides)).toBe(reason);
  });
});

describe('links that end', () => {
  let store: Store;
  let services: Services;
  const clock = movableClock(START);
  beforeAll(async () => {
    store = await testStore();
  });
  beforeEach(async () => {
    await smallCompany(store);
    inSlack();
    await linkPeople(services, PAIRS, { confirmedBy: 'cli', now: clock.now() });
  });

  function inSlack(changed: Readonly<Record<string, Partial<Profile>>> = {}): void {
    services = { ...servicesOf(store, { profiles: profilesWith(changed) }), clock };
  }
  const active = (id: string, is_active: boolean) =>
    store.db.updateTable('person').set({ is_active }).where('id', '=', id).execute();
  const tick = () => linksSchedule.run(services, clock.now());
  const ended = async () =>
    (await readFormerLinks(store, 9)).map(({ slackUserId, reason }) => `${slackUserId} ${reason}`);
  const post = (key: string, audience: string) =>
    services.outbox.record(store, { key, kind: 'people.requested', params: { request: 1 }, audience });

  it('do so with a reason and a date when Salesforce deactivates somebody, and nobody else’s do', async () => {
    await active(ANA, false);
    await tick();
    expect(await readFormerLinks(store, 9)).toMatchObject([
      {
        slackUserId: 'UANA',
        personId: ANA,
        reason: 'salesforce_deactivated',
        endedBy: 'attain',
        endedAt: clock.now(),
      },
    ]);
    expect((await readActor(store, 'UDANA', clock.now())).personId).toBe(DANA);
    const [line] = await readAudit(store, { subject: ANA, limit: 1 });
    expect(line).toMatchObject({
      action: 'link.ended',
      detail: { slackUserId: 'UANA', reason: 'salesforce_deactivated' },
    });
  });

  it('do so as soon as Slack says that somebody became a guest: the next request is nobody’s', async () => {
    await giveRole(store, { holder: 'UANA', role: 'exec', by: 'cli', reason: 'x', now: clock.now() });
    inSlack({ UANA: { isFullMember: false, isGuest: true, absence: 'guest' } });
    await checkOneLink(services, 'UANA');
    expect(await readActor(store, 'UANA', clock.now())).toMatchObject({
      personId: null,
      roles: [],
      isInstaller: false,
    });
    expect(await ended()).toEqual(['UANA slack_guest']);
  });

  it('do so within an hour where Slack said nothing', async () => {
    await tick();
    inSlack({
      UDANA: { isFullMember: false, absence: 'deactivated' },
      ULI: { isFullMember: false, isGuest: true, absence: 'elsewhere' },
    });
    await tick();
    expect(await ended()).toEqual([]);
    clock.moveTo(clock.now().add({ minutes: 60 }));
    await tick();
    expect((await ended()).toSorted()).toEqual(['UDANA slack_deactivated', 'ULI slack_elsewhere']);
  });

  it('do not because Slack cannot be asked, or does not know an account', async () => {
    const silent = { ...services.directory, everyone: () => Promise.reject(new Error('away')) };
    await linksSchedule.run({ ...services, directory: silent }, clock.now().add({ hours: 5 }));
    const empty = servicesOf(store, { profiles: [] });
    await linksSchedule.run(empty, clock.now().add({ hours: 9 }));
    expect(await ended()).toEqual([]);
  });

  it('take the messages that wait for the person with them, and say why; nobody else’s', async () => {
    await post('waits', 'UANA');
    await post('of another', 'ULI');
    await takeLinkAway(services, { slackUserId: 'UANA', by: 'UOPS' });
    const posts = await store.db
      .selectFrom('post')
      .select(['key', 'state', 'reason'])
      .orderBy('id')
      .execute();
    expect(posts).toEqual([
      {
        key: 'waits',
        state: 'dropped',
        reason: 'their link to Salesforce ended because an admin took it away',
      },
      { key: 'of another', state: 'pending', reason: null },
    ]);
    await expect(takeLinkAway(services, { slackUserId: 'UANA', by: 'UOPS' })).rejects.toThrow(
      'linked to nobody',
    );
  });

  it('do not come back by themselves: they are proposed apart, with the reason, and confirmed again', async () => {
    await active(ANA, false);
    await tick();
    await active(ANA, true);
    await tick();
    expect((await readActor(store, 'UANA', clock.now())).personId).toBeNull();
    const { matched, returning } = await proposedLinks(services);
    expect([matched, returning.map(({ personId }) => personId)]).toEqual([[], [ANA]]);
    const { text } = guard(await overview(services));
    expect(text).toContain('1 was linked before and can be confirmed again.');
    expect(text).toMatch(/Ana Silva .* was linked until .*, because the Salesforce user was deactivated/);
    await linkPeople(services, [{ slackUserId: 'UANA', personId: ANA }], {
      confirmedBy: 'UOPS',
      now: clock.now(),
    });
    expect((await readActor(store, 'UANA', clock.now())).personId).toBe(ANA);
  });
});
