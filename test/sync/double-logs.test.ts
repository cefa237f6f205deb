import { describe, expect, test } from 'vitest';
import type { OrgTables } from '#sandbox/salesforce/org-folder.ts';
import type { Store } from '#store/store.ts';
import { bench } from './org.ts';
import { deal, id, REP, smallOrg } from './small-org.ts';

const AT = '2026-11-02T15:00:20.000+0000';

/** A call of Rory's for the first deal; `fields` says what is different. */
function call(n: number, fields: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    Id: id('00T', n),
    OwnerId: REP,
    WhatId: deal(1),
    Subject: `Call ${n}`,
    TaskSubtype: 'Call',
    Status: 'Completed',
    Priority: 'Normal',
    IsClosed: 'true',
    CompletedDateTime: AT,
    CreatedDate: AT,
    SystemModstamp: AT,
    ...fields,
  };
}

function meeting(n: number, fields: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    Id: id('00U', n),
    OwnerId: REP,
    WhatId: deal(1),
    Subject: 'Review',
    StartDateTime: AT,
    CreatedDate: AT,
    SystemModstamp: AT,
    ...fields,
  };
}

async function doublesOf(objects: OrgTables['tables']) {
  const made = await bench(smallOrg({ objects }));
  await made.sync();
  return { ...made, doubles: () => doubles(made.store) };
}

async function doubles(store: Store): Promise<readonly string[]> {
  const rows = await store.db
    .selectFrom('activity')
    .select(['id', 'double_of'])
    .where('double_of', 'is not', null)
    .orderBy('id')
    .execute();
  return rows.map((row) => `${row.id} of ${row.double_of}`);
}

describe('capability 34: an activity that was logged twice counts once', () => {
  test('when person, kind, record and minute are the same', async () => {
    const Task = [
      call(1),
      call(2, { CompletedDateTime: '2026-11-02T15:00:50.000+0000' }),
      call(3, { CompletedDateTime: '2026-11-02T15:01:10.000+0000' }),
      call(4, { WhatId: deal(2) }),
      call(5, { TaskSubtype: 'Email' }),
    ];
    const { doubles } = await doublesOf({ Task });
    expect(await doubles()).toEqual([`${id('00T', 2)} of ${id('00T', 1)}`]);
  });

  test('when a task repeats an event of the same record, subject and day', async () => {
    const Task = [
      call(1, { Subject: ' review ', CompletedDateTime: '2026-11-02T20:00:00.000+0000' }),
      call(2),
    ];
    const { doubles } = await doublesOf({ Task, Event: [meeting(1)] });
    expect(await doubles()).toEqual([`${id('00T', 1)} of ${id('00U', 1)}`]);
  });

  test('never without a record: two people may be called in one minute', async () => {
    const { doubles } = await doublesOf({ Task: [call(1, { WhatId: '' }), call(2, { WhatId: '' })] });
    expect(await doubles()).toEqual([]);
  });

  test('and counts again once the other is deleted', async () => {
    const { sync, pass, org, doubles } = await doublesOf({ Task: [call(1), call(2)] });
    expect(await doubles()).toHaveLength(1);
    pass({ hours: 1 });
    org.delete('Task', id('00T', 1));
    await sync();
    expect(await doubles()).toEqual([]);
  });
});
