import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inventCompany } from '#sandbox/company/company.ts';
import { writeOrgFolder } from '#sandbox/company/org-folder-writer.ts';

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'org-folder-'));
});

afterEach(async () => {
  await rm(dir, { recursive: true });
});

test('a written company reads back as it was, hostile names included', async () => {
  const company = inventCompany();
  await writeOrgFolder(company, dir);
  expect((await readdir(dir)).sort()).toEqual(
    [...Object.keys(company.tables).map((name) => `${name}.csv`), 'org.json'].sort(),
  );
  for (const name of ['Opportunity', 'User', 'ForecastingQuota', 'Event']) {
    const written: unknown = parse(await readFile(join(dir, `${name}.csv`), 'utf8'), { columns: true });
    expect(written).toEqual(company.tables[name]);
  }
});

test('org.json names the organization, its currency and its day', async () => {
  await writeOrgFolder(inventCompany({ scale: 0.1 }), join(dir, 'new', 'folder'));
  const about: unknown = JSON.parse(await readFile(join(dir, 'new', 'folder', 'org.json'), 'utf8'));
  expect(about).toMatchObject({
    Organization: { Name: 'Brambleway Instruments', FiscalYearStartMonth: 1, IsSandbox: true },
    currency: 'USD',
    today: '2026-11-18',
  });
});
