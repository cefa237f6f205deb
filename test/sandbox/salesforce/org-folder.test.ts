import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openingMoment, openOrg } from '#sandbox/salesforce/org-folder.ts';
import { company, deal, dealRow, stand } from './support.ts';

const ORG_JSON = JSON.stringify({
  Organization: { Name: 'Folder company', TimeZoneSidKey: 'Europe/Berlin' },
  currency: 'EUR',
  today: '2026-11-18',
});

type Files = Readonly<Record<string, string | Uint8Array>>;

async function folderOf(files: Files): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'org-folder-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, content] of Object.entries({ 'org.json': ORG_JSON, ...files })) {
    await writeFile(path.join(folder, name), content);
  }
  return folder;
}

async function complaintAbout(files: Files): Promise<string> {
  const folder = await folderOf(files);
  return openOrg(folder).then(
    () => 'it was read',
    (error: unknown) => (error instanceof Error ? error.message : 'not an error'),
  );
}

const HEADER = 'Id,Name,Amount,CloseDate';

describe('an org folder', () => {
  it('becomes objects: one per file, a header alone an empty one', async () => {
    const org = await openOrg(
      await folderOf({
        'Opportunity.csv': `${HEADER}\n${deal(1)},A,1.50,2026-12-01\n`,
        'Task.csv': 'Id,Subject\n',
      }),
    );
    expect(org.facts).toMatchObject({ name: 'Folder company', currency: 'EUR', zone: 'Europe/Berlin' });
    expect(org.table('Opportunity')?.size).toBe(1);
    expect(org.table('Task')?.size).toBe(0);
    expect(org.table('Event')).toBeUndefined();
  });

  it('may carry a byte-order mark, quoted commas, line breaks and CRLF', async () => {
    const text = `\uFEFF${HEADER}\r\n${deal(1)},"Acme, ""Inc""\nNorth",,2026-12-01\r\n`;
    const org = await openOrg(await folderOf({ 'Opportunity.csv': text }));
    const table = org.table('Opportunity');
    const row = table?.get(deal(1)) ?? [];
    expect(table?.cell(row, 'Name')).toBe('Acme, "Inc"\nNorth');
    expect(table?.cell(row, 'Amount')).toBeNull();
  });

  it('reads ids of 15 characters as the 18 they stand for', async () => {
    const org = await openOrg(await folderOf({ 'Opportunity.csv': `Id,Name\n0060000000001bC,A\n` }));
    expect(org.table('Opportunity')?.get('0060000000001bCAAQ')).toBeDefined();
  });

  it('gets what a plain CSV lacks: stamps, names, deletion flags, what the stage decides', async () => {
    const files = {
      'User.csv': 'Id,FirstName,LastName\n005000000000001AAA,Ada,Berg\n',
      'OpportunityStage.csv':
        'Id,ApiName,IsClosed,IsWon,DefaultProbability\n01J000000000001AAA,Signed,true,true,100\n',
      'Opportunity.csv': `Id,Name,StageName,CreatedDate\n${deal(1)},A,Signed,2026-01-02T03:04:05Z\n`,
    };
    const { conn } = await stand(await folderOf(files));
    const deals = await conn.query(
      'SELECT IsDeleted, IsWon, IsClosed, Probability, SystemModstamp FROM Opportunity',
    );
    expect(deals.records).toMatchObject([
      {
        IsDeleted: false,
        IsWon: true,
        IsClosed: true,
        Probability: 100,
        SystemModstamp: '2026-01-02T03:04:05.000+0000',
      },
    ]);
    const users = await conn.query('SELECT Name, IsActive, UserType FROM User');
    expect(users.records).toMatchObject([{ Name: 'Ada Berg', IsActive: true, UserType: 'Standard' }]);
  });

  it.each<[string, Files, string]>([
    [
      'UTF-16',
      { 'Opportunity.csv': Buffer.from(`\uFEFF${HEADER}\n`, 'utf16le') },
      'Opportunity.csv: The file is UTF-16.',
    ],
    [
      'Latin-1',
      { 'Opportunity.csv': Buffer.from(`${HEADER}\n${deal(1)},Zürich,1,\n`, 'latin1') },
      'Opportunity.csv, line 2: The file is not UTF-8.',
    ],
    ['an empty file', { 'Opportunity.csv': '' }, 'Opportunity.csv: The file is empty.'],
    [
      'a column twice',
      { 'Opportunity.csv': 'Id,Name,name\n' },
      'Opportunity.csv, line 1, column name: The column is there twice.',
    ],
    [
      'a column without a name',
      { 'Opportunity.csv': 'Id,,Name\n' },
      'Opportunity.csv, line 1, column 2: The column has no name.',
    ],
    [
      'a label for a name',
      { 'Opportunity.csv': 'Id,Close Date\n' },
      'column Close Date: This is not a field API name',
    ],
    [
      'a column of a parent',
      { 'Opportunity.csv': 'Id,Owner.Name\n' },
      'column Owner.Name: A column of a related object is not read.',
    ],
    ['no Id', { 'Opportunity.csv': 'Name\nA\n' }, 'Opportunity.csv, line 1: There is no Id column.'],
    [
      'a short line',
      { 'Opportunity.csv': `${HEADER}\n${deal(1)},A\n` },
      'Opportunity.csv, line 2: 2 values under 4 columns.',
    ],
    [
      'a quote left open',
      { 'Opportunity.csv': `${HEADER}\n${deal(1)},"A,1,\n` },
      'A quoted value is never closed.',
    ],
    [
      'a stray quote',
      { 'Opportunity.csv': `${HEADER}\n${deal(1)},A "big" one,1,\n` },
      'Opportunity.csv, line 2: A quote stands where none may.',
    ],
    [
      'a bad day',
      { 'Opportunity.csv': `${HEADER}\n${deal(1)},A,1,2026-02-30\n` },
      'Opportunity.csv, line 2, column CloseDate: "2026-02-30" is not a day such as',
    ],
    [
      'a bad number',
      { 'Opportunity.csv': `${HEADER}\n${deal(1)},A,"1,000",\n` },
      'line 2, column Amount: "1,000" is not a number',
    ],
    [
      'a bad moment',
      { 'Opportunity.csv': `Id,CreatedDate\n${deal(1)},2026-11-18\n` },
      'column CreatedDate: "2026-11-18" is not a moment with a zone',
    ],
    [
      'a bad id',
      { 'Opportunity.csv': 'Id,Name\ndeal-1,A\n' },
      'line 2, column Id: "deal-1" is not a Salesforce id',
    ],
    ['a blank id', { 'Opportunity.csv': 'Id,Name\n,A\n' }, 'line 2, column Id: The Id is blank.'],
    [
      'an id twice',
      { 'Opportunity.csv': `Id,Name\n${deal(1)},A\n${deal(1)},B\n` },
      `line 3, column Id: The Id ${deal(1)} is already on line 2.`,
    ],
    ['broken JSON', { 'org.json': '{' }, 'org.json: The file is not JSON'],
    ['no currency', { 'org.json': '{"Organization":{},"today":"2026-11-18"}' }, 'org.json: currency'],
    [
      'an unknown zone',
      { 'org.json': ORG_JSON.replace('Europe/Berlin', 'Mars/North') },
      'org.json: Organization.TimeZoneSidKey must be an IANA time zone',
    ],
    [
      'an Organization.csv',
      { 'Organization.csv': 'Id\n' },
      'Organization.csv: The organization is described in org.json.',
    ],
  ])('with %s is refused with the place and what to do', async (_, files, words) => {
    expect(await complaintAbout(files)).toContain(words);
  });

  it('names ten mistakes at once and counts the rest', async () => {
    const lines = Array.from({ length: 14 }, (_, i) => `${deal(i)},A,much,`).join('\n');
    const complaint = await complaintAbout({ 'Opportunity.csv': `${HEADER}\n${lines}\n` });
    expect(complaint.match(/column Amount/g)).toHaveLength(10);
    expect(complaint).toContain('and 4 more');
  });

  it('that is not there, or has no org.json, says so', async () => {
    await expect(openOrg('/nowhere/at/all')).rejects.toThrow('There is no org folder at /nowhere/at/all.');
    const folder = await mkdtemp(path.join(tmpdir(), 'org-folder-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    await expect(openOrg(folder)).rejects.toThrow('has no org.json');
  });
});

describe('the moment a company comes to life', () => {
  it('is nine in the morning of its today, where it is', async () => {
    const org = await openOrg(
      company({ Opportunity: [dealRow(1, { SystemModstamp: '2026-11-18T13:59:00Z' })] }),
    );
    expect(openingMoment(org).toString()).toBe('2026-11-18T14:00:00Z');
  });

  it('is after the last change of that day', async () => {
    const org = await openOrg(
      company({ Opportunity: [dealRow(1, { SystemModstamp: '2026-11-18T20:15:00Z' })] }),
    );
    expect(openingMoment(org).toString()).toBe('2026-11-18T20:16:00Z');
  });
});

describe('changes made through the API', () => {
  it('survive a restart in a journal of their own', async () => {
    const folder = await folderOf({
      'Opportunity.csv': `Id,Name,Amount,NextStep\n${deal(1)},A,1,call\n${deal(2)},B,2,\n`,
    });
    const persist = path.join(folder, 'changes.jsonl');
    const first = await stand(folder, { org: await openOrg(folder, { persist }) });
    await first.conn.sobject('Opportunity').update({ Id: deal(1), Amount: 9, NextStep: null });
    await first.conn.sobject('Opportunity').delete(deal(2));
    const made = await first.conn.sobject('Opportunity').create({ Name: 'C' });
    await first.server.close();
    await writeFile(persist, '{"type":"Opportunity","id":"006', { flag: 'a' });

    const again = await stand(folder, { org: await openOrg(folder, { persist }) });
    const { records } = await again.conn.query(
      'SELECT Id, Name, Amount, NextStep FROM Opportunity ORDER BY Name',
    );
    expect(records).toMatchObject([
      { Id: deal(1), Name: 'A', Amount: 9, NextStep: null },
      { Id: made.id, Name: 'C', Amount: null },
    ]);
    const next = await again.conn.sobject('Opportunity').create({ Name: 'D' });
    expect(next.id).not.toBe(made.id);
  });

  it('of one organization are refused by another', async () => {
    const folder = await folderOf({});
    const persist = path.join(folder, 'changes.jsonl');
    await openOrg(folder, { persist });
    await expect(openOrg(company(), { persist })).rejects.toThrow(
      'holds the changes of another organization',
    );
  });
});
