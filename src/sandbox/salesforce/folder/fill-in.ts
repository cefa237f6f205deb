import { specOf } from '#sandbox/salesforce/schema/standard.ts';
import type { Cell } from '#sandbox/salesforce/org/value.ts';
import type { Loading } from './load.ts';

/** The stamp of rows that carry no date at all: older than anything a company would ask for. */
const BEFORE_EVERYTHING = '2000-01-01T00:00:00.000+0000';

/**
 * Adds what the platform always has and a plain CSV may lack: IsDeleted, SystemModstamp (from LastModifiedDate, else
 * CreatedDate), a person's Name, User.IsActive and UserType, and what an opportunity's stage decides.
 */
export function fillIn(tables: ReadonlyMap<string, Loading>): void {
  for (const table of tables.values()) {
    if (table.spec.keepsDeleted) addMissing(table, 'IsDeleted', () => 'false');
    if (table.spec.hasModstamp) fillStamps(table);
    if (table.names.includes('LastName')) addMissing(table, 'Name', fullNameIn(table));
  }
  const users = tables.get('User');
  if (users !== undefined) {
    addMissing(users, 'IsActive', () => 'true');
    addMissing(users, 'UserType', () => 'Standard');
  }
  fillFromStages(tables.get('Opportunity'), tables.get('OpportunityStage'));
}

function fillStamps(table: Loading): void {
  const dates = ['LastModifiedDate', 'CreatedDate'].map((name) => table.names.indexOf(name));
  const fallback = (row: readonly Cell[]): Cell => {
    const found = dates.map((position) => row[position] ?? null).find((cell) => cell !== null);
    return found ?? BEFORE_EVERYTHING;
  };
  addMissing(table, 'SystemModstamp', fallback);
  const position = table.names.indexOf('SystemModstamp');
  for (const row of table.rows) row[position] ??= fallback(row);
}

function fullNameIn(table: Loading): (row: readonly Cell[]) => Cell {
  const first = table.names.indexOf('FirstName');
  const last = table.names.indexOf('LastName');
  return (row) => [row[first], row[last]].filter(Boolean).join(' ') || null;
}

function fillFromStages(opportunities: Loading | undefined, stages: Loading | undefined): void {
  if (opportunities === undefined || stages === undefined) return;
  const stageName = opportunities.names.indexOf('StageName');
  const stageOf = new Map(stages.rows.map((row) => [row[stages.names.indexOf('ApiName')] ?? '', row]));
  const copied = [
    ['IsClosed', 'IsClosed'],
    ['IsWon', 'IsWon'],
    ['Probability', 'DefaultProbability'],
    ['ForecastCategoryName', 'ForecastCategoryName'],
  ] as const;
  for (const [field, source] of copied) {
    const position = stages.names.indexOf(source);
    if (position === -1) continue;
    const otherwise = source.startsWith('Is') ? 'false' : null;
    addMissing(opportunities, field, (row) => stageOf.get(row[stageName] ?? '')?.[position] ?? otherwise);
  }
}

function addMissing(table: Loading, name: string, value: (row: readonly Cell[]) => Cell): void {
  if (table.names.includes(name)) return;
  const field = table.spec.fields[name] ?? specOf('User').fields[name];
  if (field === undefined) return;
  table.names.push(name);
  table.fields.push(field);
  for (const row of table.rows) row.push(value(row));
}
