import type { Connection } from 'jsforce';
import { describe, expect, it } from 'vitest';
import { company, deal, dealRow, person, rawCall, soqlPath, stand } from './support.ts';

const numbered = (count: number) => Array.from({ length: count }, (_, i) => dealRow(i + 1));

interface Page {
  readonly totalSize: number;
  readonly done: boolean;
  readonly nextRecordsUrl?: string;
  readonly records: readonly { readonly Id: string }[];
}

async function everyPage(conn: Connection, soql: string): Promise<Page[]> {
  const pages = [await conn.request<Page>(soqlPath(soql))];
  for (let next = pages[0]?.nextRecordsUrl; next !== undefined; next = pages.at(-1)?.nextRecordsUrl) {
    pages.push(await conn.request<Page>(next));
  }
  return pages;
}

async function names(conn: Connection, where: string): Promise<readonly string[]> {
  const { records } = await conn.query<{ Name: string }>(
    `SELECT Name FROM Opportunity WHERE ${where} ORDER BY Id`,
  );
  return records.map(({ Name }) => Name);
}

describe('paging', () => {
  it('gives 5,000 deals on three pages, each deal once', async () => {
    const { conn } = await stand(company({ Opportunity: numbered(5_000) }));
    const pages = await everyPage(conn, 'SELECT Id FROM Opportunity ORDER BY Id');
    expect(pages.map(({ records }) => records.length)).toEqual([2_000, 2_000, 1_000]);
    expect(pages.map(({ totalSize }) => totalSize)).toEqual([5_000, 5_000, 5_000]);
    const ids = pages.flatMap(({ records }) => records.map(({ Id }) => Id));
    expect(ids).toEqual(numbered(5_000).map(({ Id }) => Id));
  });

  it('keeps a result as it was first read while records change', async () => {
    const { conn, server } = await stand(company({ Opportunity: numbered(3_000) }));
    const first = await conn.request<Page>(soqlPath('SELECT Id FROM Opportunity ORDER BY Id'));
    server.driver.delete('Opportunity', deal(2_500));
    const second = await conn.request<Page>(first.nextRecordsUrl ?? '');
    expect(second.records).toHaveLength(1_000);
  });

  it('gives smaller pages when asked, but not below 200 rows', async () => {
    const { conn } = await stand(company({ Opportunity: numbered(300) }));
    const headers = { 'Sforce-Query-Options': 'batchSize=20' };
    const page = await conn.request<Page>({
      method: 'GET',
      url: soqlPath('SELECT Id FROM Opportunity'),
      headers,
    });
    expect(page.records).toHaveLength(200);
  });

  it('refuses a locator that expired', async () => {
    const { conn, server } = await stand(company({ Opportunity: numbered(3_000) }));
    const first = await conn.request<Page>(soqlPath('SELECT Id FROM Opportunity'));
    server.driver.expireCursors();
    const next = conn.request(first.nextRecordsUrl ?? '');
    await expect(next).rejects.toMatchObject({ errorCode: 'INVALID_QUERY_LOCATOR' });
  });

  it('refuses an address that is too long', async () => {
    const { conn } = await stand();
    const ids = Array.from({ length: 1_500 }, (_, i) => `'${deal(i)}'`).join(',');
    const response = await rawCall(conn, soqlPath(`SELECT Id FROM Opportunity WHERE Id IN (${ids})`));
    expect(response.status).toBe(414);
  });
});

describe('what a record looks like', () => {
  it('keeps every digit of an amount, blanks as null and moments in the +0000 form', async () => {
    const row = dealRow(1, { Amount: '20565.620', CreatedDate: '2026-11-18T10:00:00+02:00' });
    const { conn } = await stand(company({ Opportunity: [row] }));
    const text = await (
      await rawCall(conn, soqlPath('SELECT Amount, NextStep, CreatedDate FROM Opportunity'))
    ).text();
    expect(text).toContain('"Amount":20565.620,"NextStep":null,"CreatedDate":"2026-11-18T08:00:00.000+0000"');
  });

  it('holds parents as records and a missing parent as null', async () => {
    const rows = [dealRow(1, { OwnerId: person(2) }), dealRow(2, { OwnerId: person(1) })];
    const { conn } = await stand(company({ Opportunity: rows }));
    const { records } = await conn.query(
      'SELECT Id, Owner.Name, Owner.Manager.Name FROM Opportunity ORDER BY Id',
    );
    expect(records[0]).toMatchObject({ Owner: { Name: 'Bo Chen', Manager: { Name: 'Ada Berg' } } });
    expect(records[1]).toMatchObject({ Owner: { Name: 'Ada Berg', Manager: null } });
  });

  it('says of a reference to several objects which one it leads to', async () => {
    const Task = [{ Id: '00T000000000001AAA', OwnerId: person(1), Subject: 'Call', WhatId: deal(1) }];
    const { conn } = await stand(company({ Task }));
    const { records } = await conn.query('SELECT Id, What.Type, What.Name FROM Task');
    expect(records[0]).toMatchObject({ What: { Type: 'Opportunity', Name: 'Deal 1' } });
  });
});

describe('deleted and archived records', () => {
  it('are seen by queryAll only', async () => {
    const Task = [
      { Id: '00T000000000001AAA', Subject: 'Old', IsArchived: 'true' },
      { Id: '00T000000000002AAA', Subject: 'New', IsArchived: 'false' },
    ];
    const rows = [dealRow(1), dealRow(2, { IsDeleted: 'true' })];
    const { conn } = await stand(company({ Opportunity: rows, Task }));
    const count = async (soql: string, scanAll: boolean) => (await conn.query(soql, { scanAll })).totalSize;
    expect(await count('SELECT Id FROM Opportunity', false)).toBe(1);
    expect(await count('SELECT Id FROM Opportunity', true)).toBe(2);
    expect(await count('SELECT Id FROM Task', false)).toBe(1);
    expect(await count('SELECT Id FROM Task', true)).toBe(2);
  });
});

describe('a statement with a mistake in it', () => {
  it.each([
    ['SELECT Id, Mood FROM Opportunity', 'INVALID_FIELD', "No such column 'Mood' on entity 'Opportunity'"],
    ['SELECT Id, Mood.Name FROM Opportunity', 'INVALID_FIELD', "Didn't understand relationship 'Mood'"],
    ['SELECT Id FROM Opportunity ORDER BY Mood', 'INVALID_FIELD', "No such column 'Mood'"],
    ['SELECT Id FROM Mood', 'INVALID_TYPE', "sObject type 'Mood' is not supported"],
    [
      "SELECT Id FROM Opportunity WHERE CloseDate > '2026-01-01'",
      'INVALID_FIELD',
      'should not be enclosed in quotes',
    ],
    [
      'SELECT Id FROM Opportunity WHERE CloseDate > 2026-01-01T00:00:00Z',
      'INVALID_FIELD',
      'must be of type date',
    ],
    [
      'SELECT Id FROM Opportunity WHERE CreatedDate > 2026-01-01',
      'INVALID_FIELD',
      'must be of type dateTime',
    ],
    ["SELECT Id FROM Opportunity WHERE Amount > '5'", 'INVALID_FIELD', 'must be of type double'],
    ['SELECT Id FROM Opportunity WHERE Name = 5', 'INVALID_FIELD', 'should be enclosed in quotes'],
    ["SELECT Id FROM Opportunity WHERE Id LIKE '006%'", 'INVALID_QUERY_FILTER_OPERATOR', 'invalid operator'],
    ["SELECT Id FROM Opportunity WHERE Name = 'a' OR Name = 'b' AND Amount = 1", 'MALFORMED_QUERY', "'AND'"],
    ['SELECT Id FROM Opportunity WHERE Id IN ()', 'MALFORMED_QUERY', 'unexpected token'],
    ['SELECT Id, Id FROM Opportunity', 'INVALID_FIELD', 'duplicate field selected: Id'],
    ['SELECT Name, COUNT(Id) FROM Opportunity', 'MALFORMED_QUERY', 'must be grouped or aggregated: Name'],
    ['SELECT Id FROM Opportunity OFFSET 2001', 'NUMBER_OUTSIDE_VALID_RANGE', 'Maximum SOQL offset'],
    ["SELECT Id FROM Opportunity WHERE NOT NOT NOT Name = 'a'", 'MALFORMED_QUERY', 'not imitated'],
    ['SELECT Id, (SELECT Id FROM Tasks) FROM Opportunity', 'MALFORMED_QUERY', 'not imitated'],
  ])('is refused as Salesforce refuses it: %s', async (soql, errorCode, words) => {
    const { conn } = await stand();
    const refusal = expect.objectContaining({ errorCode, message: expect.stringContaining(words) });
    await expect(conn.query(soql)).rejects.toEqual(refusal);
  });
});

describe('what WHERE finds', () => {
  it('compares text in any case, reads escapes and takes % and _ in LIKE', async () => {
    const rows = ["O'Hara", 'back\\slash', '100% sure', 'plain'].map((Name, i) => dealRow(i + 1, { Name }));
    const { conn } = await stand(company({ Opportunity: rows }));
    expect(await names(conn, "Name = 'o\\'hara'")).toEqual(["O'Hara"]);
    expect(await names(conn, "Name = 'back\\\\slash'")).toEqual(['back\\slash']);
    expect(await names(conn, "Name LIKE '%\\%%'")).toEqual(['100% sure']);
    expect(await names(conn, "Name LIKE 'PLAI_'")).toEqual(['plain']);
    expect(await names(conn, "(NOT Name LIKE '%a%') OR Name = 'plain'")).toEqual(['100% sure', 'plain']);
  });

  it('follows a semi-join and a parent', async () => {
    const rows = [dealRow(1, { OwnerId: person(1) }), dealRow(2, { OwnerId: person(2) })];
    const { conn } = await stand(company({ Opportunity: rows }));
    expect(await names(conn, "OwnerId IN (SELECT Id FROM User WHERE LastName = 'Chen')")).toEqual(['Deal 2']);
    expect(await names(conn, "OwnerId NOT IN (SELECT Id FROM User WHERE LastName = 'Chen')")).toEqual([
      'Deal 1',
    ]);
    expect(await names(conn, "Owner.Manager.LastName = 'Berg'")).toEqual(['Deal 2']);
  });

  it.each([
    ['TODAY', ['2026-11-18']],
    ['YESTERDAY', ['2026-11-17']],
    ['THIS_WEEK', ['2026-11-15', '2026-11-17', '2026-11-18', '2026-11-21']],
    ['LAST_MONTH', ['2026-10-31']],
    ['THIS_QUARTER', ['2026-10-31', '2026-11-15', '2026-11-17', '2026-11-18', '2026-11-21', '2026-12-31']],
    ['LAST_N_DAYS:1', ['2026-11-17', '2026-11-18']],
    ['NEXT_N_DAYS:3', ['2026-11-21']],
    ['NEXT_YEAR', ['2027-01-01']],
    [
      'THIS_FISCAL_QUARTER',
      ['2026-10-31', '2026-11-15', '2026-11-17', '2026-11-18', '2026-11-21', '2026-12-31'],
    ],
  ])('knows the days of %s', async (literal, days) => {
    const all = [
      '2026-10-31',
      '2026-11-15',
      '2026-11-17',
      '2026-11-18',
      '2026-11-21',
      '2026-12-31',
      '2027-01-01',
    ];
    const rows = all.map((CloseDate, i) => dealRow(i + 1, { CloseDate, Name: CloseDate }));
    const { conn } = await stand(company({ Opportunity: rows }));
    expect(await names(conn, `CloseDate = ${literal}`)).toEqual(days);
  });

  it('begins a day of moments at midnight in the zone of the org', async () => {
    const stamps = [
      '2026-11-18T04:59:59Z',
      '2026-11-18T05:00:00Z',
      '2026-11-19T04:59:59Z',
      '2026-11-19T05:00:00Z',
    ];
    const rows = stamps.map((CreatedDate, i) => dealRow(i + 1, { CreatedDate, Name: CreatedDate }));
    const { conn } = await stand(company({ Opportunity: rows }));
    expect(await names(conn, 'CreatedDate = TODAY')).toEqual(stamps.slice(1, 3));
  });
});

describe('aggregates', () => {
  it('count and sum by owner to the cent', async () => {
    const amounts = ['0.10', '0.20', '1000000000000.05'];
    const rows = amounts.map((Amount, i) => dealRow(i + 1, { Amount, OwnerId: person(i === 0 ? 2 : 1) }));
    const { conn } = await stand(company({ Opportunity: rows }));
    const soql =
      'SELECT OwnerId, SUM(Amount) total, COUNT(Id) FROM Opportunity GROUP BY OwnerId ORDER BY SUM(Amount) DESC';
    const text = await (await rawCall(conn, soqlPath(soql))).text();
    expect(text).toContain(`"OwnerId":"${person(1)}","total":1000000000000.25,"expr0":2`);
    expect(text).toContain(`"OwnerId":"${person(2)}","total":0.10,"expr0":1`);
  });

  it('count alone as a number', async () => {
    const { conn } = await stand();
    const { totalSize, records } = await conn.query('SELECT COUNT() FROM Opportunity');
    expect({ totalSize, records }).toEqual({ totalSize: 1, records: [] });
  });
});
