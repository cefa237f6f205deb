import { beforeEach, describe, expect, it } from 'vitest';
import type { Services } from '#feature.ts';
import { checkPeople } from '#features/people/check-people.ts';
import { ANA, DANA } from '../small-company.ts';
import { uncorrectedCompany } from './support/corrections.ts';

const TODAY = Temporal.PlainDate.from('2026-11-18');

let services: Services;
beforeEach(async () => {
  services = await uncorrectedCompany();
});

describe('a look at the tree of managers', () => {
  it('names circles, and people whose manager has left', async () => {
    expect(await checkPeople(services.store, TODAY)).toEqual([]);
    await services.store.db.updateTable('person').set({ is_active: false }).where('id', '=', DANA).execute();
    const found = await checkPeople(services.store, TODAY);
    expect(found.join('\n')).toContain('Ana Silva: the manager Dana Cole has left.');
    await services.store.db.updateTable('person').set({ manager_id: ANA }).where('id', '=', DANA).execute();
    expect((await checkPeople(services.store, TODAY))[0]).toContain('manage each other in a circle');
  });
});
