import { beforeEach, describe, expect, it } from 'vitest';
import { readActor } from '#access/actor.ts';
import { endGrant, makeGrant, readGrants } from '#access/grants.ts';
import { managersOf } from '#access/managers.ts';
import { endRole, giveRole, readRoles } from '#access/roles.ts';
import { day } from '#lib/days.ts';
import { mayRead } from '#model/access.ts';
import { verifyAudit } from '#store/audit.ts';
import { setInstaller } from '#store/identity.ts';
import type { Store } from '#store/store.ts';
import { ANA, DANA, LI, OTTO, smallCompany, VERA } from '../features/small-company.ts';
import { onEachStore } from '../support/each-store.ts';

const now = Temporal.Instant.from('2026-11-18T09:00:00Z');
const later = now.add({ hours: 24 });

let store: Store;
onEachStore(
  (opened) => (store = opened),
  () => {
    beforeEach(async () => {
      await smallCompany(store);
      await setInstaller(store, { slackUserId: 'UOPS', changedBy: 'setup', now });
      const confirmed = { confirmed_by: 'cli', confirmed_at: now.toString() };
      await store.db
        .insertInto('identity_link')
        .values([
          { slack_user_id: 'UANA', person_id: ANA, ...confirmed },
          { slack_user_id: 'UOTTO', person_id: OTTO, ...confirmed },
        ])
        .execute();
    });

    const change = (holder: string, role: 'ops_admin' | 'exec', by = 'UOPS') => ({
      holder,
      role,
      by,
      reason: 'because',
      now,
    });

    describe('roles', () => {
      it('begin with the installer, who is the first admin; being linked gives none', async () => {
        expect(await readActor(store, 'UOPS', now)).toMatchObject({
          isInstaller: true,
          roles: ['ops_admin'],
        });
        expect(await readActor(store, 'UANA', now)).toMatchObject({ isInstaller: false, roles: [] });
        expect(await readActor(store, 'UWORKSPACEADMIN', now)).toMatchObject({
          isInstaller: false,
          personId: null,
        });
      });

      it('are given to a Slack user or to a person, and hold from then until they are ended', async () => {
        await giveRole(store, change(ANA, 'exec'));
        await giveRole(store, change('UANA', 'ops_admin'));
        expect((await readActor(store, 'UANA', later)).roles).toEqual(['exec', 'ops_admin']);
        await endRole(store, { ...change(ANA, 'exec'), now: later });
        expect((await readActor(store, 'UANA', later)).roles).toEqual(['ops_admin']);
        expect((await readRoles(store, now)).filter(({ role }) => role === 'exec')).toHaveLength(1);
      });

      it('never lose the last admin, not even the installer', async () => {
        await expect(endRole(store, change('UOPS', 'ops_admin'))).rejects.toThrow('last admin');
        await giveRole(store, change('UANA', 'ops_admin'));
        await endRole(store, change('UOPS', 'ops_admin', 'UANA'));
        expect((await readActor(store, 'UOPS', later)).isInstaller).toBe(false);
        await expect(endRole(store, change('UANA', 'ops_admin'))).rejects.toThrow('last admin');
      });

      it('of two admins who end each other at once leave one', async () => {
        await giveRole(store, change('UANA', 'ops_admin'));
        const both = await Promise.allSettled([
          endRole(store, change('UANA', 'ops_admin')),
          endRole(store, change('UOPS', 'ops_admin', 'UANA')),
        ]);
        expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
        expect(await readRoles(store, later)).toHaveLength(1);
      });

      it('that nobody holds cannot be ended', async () => {
        await expect(endRole(store, change('UANA', 'exec'))).rejects.toThrow('do not have that role');
      });

      it('and all else go with whoever has left', async () => {
        await giveRole(store, change('UANA', 'ops_admin'));
        await store.db.updateTable('person').set({ is_active: false }).where('id', '=', ANA).execute();
        expect(await readActor(store, 'UANA', now)).toMatchObject({
          personId: null,
          isInstaller: false,
          roles: [],
        });
      });
    });

    describe('standing in', () => {
      const grant = {
        kind: 'delegation',
        holderId: OTTO,
        subjectId: DANA,
        dataClass: null,
        from: day('2026-11-18'),
        to: day('2026-11-25'),
        reason: 'holiday',
      } as const;
      const by = { by: 'UOPS', now };

      it('gives the rights over people and not the figures of who is away, until it ends', async () => {
        await makeGrant(store, grant, by);
        const otto = await readActor(store, 'UOTTO', now);
        expect(mayRead(otto, LI, [DANA, VERA])).toBe(true);
        expect(mayRead(otto, DANA, [VERA])).toBe(false);
        const over = await readActor(store, 'UOTTO', Temporal.Instant.from('2026-11-25T09:00:00Z'));
        expect(mayRead(over, LI, [DANA, VERA])).toBe(false);
      });

      it('may be ended before, and is refused for more than 30 days', async () => {
        await makeGrant(store, grant, by);
        const [made] = await readGrants(store, day('2026-11-18'));
        await endGrant(store, made?.id ?? 0n, by);
        expect(await readGrants(store, day('2026-11-18'))).toEqual([]);
        await expect(endGrant(store, made?.id ?? 0n, by)).rejects.toThrow('no such grant');
        await expect(makeGrant(store, { ...grant, to: day('2026-12-19') }, by)).rejects.toThrow('30 days');
      });

      it('and reading one person by a grant opens that person alone', async () => {
        await makeGrant(store, { ...grant, kind: 'read', subjectId: LI, dataClass: 'D2' }, by);
        const otto = await readActor(store, 'UOTTO', now);
        expect([LI, ANA].map((id) => mayRead(otto, id, [DANA, VERA]))).toEqual([true, false]);
      });
    });

    it('the managers of somebody are those of today who are still there, circles ended', async () => {
      const today = { store, day: day('2026-11-18') };
      expect(await managersOf(today, [ANA, DANA, 'nobody'])).toEqual(
        new Map([
          [ANA, [DANA, VERA]],
          [DANA, [VERA]],
          ['nobody', []],
        ]),
      );
      await store.db.updateTable('person').set({ is_active: false }).where('id', '=', DANA).execute();
      await store.db.updateTable('person').set({ manager_id: ANA }).where('id', '=', VERA).execute();
      expect(await managersOf(today, [ANA])).toEqual(new Map([[ANA, [VERA]]]));
    });

    it('every change of rights is in the log, which proves whole', async () => {
      await giveRole(store, change('UANA', 'exec'));
      await endRole(store, change('UANA', 'exec'));
      const rows = await store.db.selectFrom('audit_entry').select('action').orderBy('seq').execute();
      expect(rows.map(({ action }) => action)).toEqual(['role.given', 'role.ended']);
      expect(await verifyAudit(store)).toEqual({ entries: 2n, problem: undefined });
    });
  },
);
