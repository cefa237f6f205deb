import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { GiveUp, must } from '#lib/errors.ts';
import { startOfDay } from '#lib/days.ts';
import { readSheet, type Sheet } from './folder/csv.ts';
import { fillIn } from './folder/fill-in.ts';
import { loadSheet, type Loading } from './folder/load.ts';
import { checkOrgJson, readOrgJson, type OrgJson } from './folder/org-json.ts';
import { Problems } from './folder/problems.ts';
import { fullId } from './org/ids.ts';
import { Org, type OrgFacts } from './org/org.ts';
import { instantOf, stampOf } from './org/stamp.ts';
import { Table } from './org/table.ts';
import { specOf } from './schema/standard.ts';

/** A company in memory: the same as a folder, with rows for files. `[]` is an empty object with every standard field. */
export interface OrgTables {
  readonly org: {
    readonly Organization: OrgJson['Organization'];
    readonly currency: string;
    readonly today: string | Temporal.PlainDate;
  };
  readonly tables: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>;
}

export interface OpenOrgOptions {
  /** A file to append changes to; they are replayed on the next start. The given folder is never written to. */
  readonly persist?: string;
}

/**
 * Opens an org folder, or a company in memory, as a Salesforce organization. Throws GiveUp naming file, line and
 * column when something in it cannot be read.
 */
export async function openOrg(source: string | OrgTables, options: OpenOrgOptions = {}): Promise<Org> {
  const problems = new Problems();
  const { org, sheets } = typeof source === 'string' ? await readFolder(source, problems) : sheetsOf(source);
  const loaded = new Map<string, Loading>();
  for (const [name, sheet] of sheets) loaded.set(name, loadSheet(sheet, specOf(name), problems));
  loaded.set('Organization', loadSheet(organizationSheet(org), specOf('Organization'), problems));
  problems.throwIfAny();
  fillIn(loaded);
  return new Org(factsOf(org), [...loaded.values()].map(tableOf), options.persist);
}

/**
 * The moment a company comes to life: nine o'clock of its `today` in its zone, or a minute after its newest change
 * of that day, so that nothing in the folder lies in the future.
 */
export function openingMoment(org: Org): Temporal.Instant {
  const { today, zone } = org.facts;
  const nine = today.toZonedDateTime({ timeZone: zone, plainTime: '09:00' }).toInstant();
  const tomorrow = startOfDay(today.add({ days: 1 }), zone);
  let latest = nine;
  for (const table of org.tables()) {
    const stamps = [...table.changedBetween(stampOf(nine), stampOf(tomorrow))].map((row) =>
      table.cell(row, 'SystemModstamp'),
    );
    const newest = stamps.at(-1) ?? null;
    if (newest === null) continue;
    const after = instantOf(newest).add({ minutes: 1 });
    if (Temporal.Instant.compare(after, latest) > 0) latest = after;
  }
  return latest;
}

type Source = { readonly org: OrgJson; readonly sheets: ReadonlyMap<string, Sheet> };

async function readFolder(folder: string, problems: Problems): Promise<Source> {
  const names = await readdir(folder).catch((cause: unknown) => {
    const remedy = 'Name a folder with one CSV per object and an org.json.';
    throw new GiveUp(`There is no org folder at ${folder}.`, { remedy, cause });
  });
  if (!names.includes('org.json')) {
    throw new GiveUp(`${folder} has no org.json.`, { remedy: 'docs/org-folder.md shows a minimal one.' });
  }
  const org = readOrgJson(await readFile(path.join(folder, 'org.json')));
  const sheets = new Map<string, Sheet>();
  for (const file of names.filter((name) => /^[A-Za-z]\w*\.csv$/.test(name)).sort()) {
    if (file === 'Organization.csv') {
      problems.add(
        { file },
        'The organization is described in org.json. Move its fields there and remove the file.',
      );
      continue;
    }
    sheets.set(file.slice(0, -4), readSheet(await readFile(path.join(folder, file)), { file, problems }));
  }
  return { org, sheets };
}

function sheetsOf({ org, tables }: OrgTables): Source {
  const sheets = Object.entries(tables).map(([name, rows]): [string, Sheet] => {
    const header = rows.length === 0 ? Object.keys(specOf(name).fields) : fieldsOf(rows);
    const records = rows.map((row) => header.map((field) => row[field] || null));
    return [name, { file: name, header, records, lines: rows.map((_, index) => index + 2) }];
  });
  return { org: checkOrgJson({ ...org, today: org.today.toString() }), sheets: new Map(sheets) };
}

/** Every field any of the rows has. */
function fieldsOf(rows: readonly Readonly<Record<string, string>>[]): readonly string[] {
  const fields = new Set<string>();
  for (const row of rows) for (const field of Object.keys(row)) fields.add(field);
  return [...fields];
}

function organizationSheet({ Organization: given }: OrgJson): Sheet {
  const fields = {
    Id: '00D000000000001EAA',
    Name: 'Organization',
    TimeZoneSidKey: 'UTC',
    FiscalYearStartMonth: 1,
    UsesStartDateAsFiscalYearName: false,
    IsSandbox: true,
    ...given,
  };
  const record = Object.values(fields).map((value) =>
    value === null || value === '' ? null : String(value),
  );
  return { file: 'org.json', header: Object.keys(fields), records: [record], lines: [1] };
}

function factsOf({ Organization: given, currency, today }: OrgJson): OrgFacts {
  return {
    id: fullId(given.Id ?? '00D000000000001EAA'),
    name: given.Name ?? 'Organization',
    currency,
    today: Temporal.PlainDate.from(today),
    zone: given.TimeZoneSidKey ?? 'UTC',
    fiscalYearStartMonth: given.FiscalYearStartMonth ?? 1,
    namesYearByStart: given.UsesStartDateAsFiscalYearName ?? false,
  };
}

function tableOf(loading: Loading): Table {
  const columns = loading.names.map((name, position) => ({
    ...must(loading.fields[position], 'a field per column'),
    name,
    position,
  }));
  const table = new Table(loading.spec, columns);
  for (const row of loading.rows) table.put(row);
  return table;
}
