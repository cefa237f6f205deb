import type { CsvRow, OrgTables } from './org-tables.ts';

/** A small organisation that a test may edit row by row; `tables` always shows its present state. */
export interface SmallOrg {
  readonly tables: OrgTables;
  put(object: string, row: CsvRow): void;
  get(object: string, id: string): CsvRow | undefined;
  setToday(day: string): void;
}

export const PEOPLE = ['ceo', 'east', 'west', 'ann', 'ben', 'cat', 'dan'] as const;
export const TERRITORIES = ['T-east', 'T-west'] as const;

const MANAGER: Readonly<Record<string, string>> = {
  east: 'ceo',
  west: 'ceo',
  ann: 'east',
  ben: 'east',
  cat: 'west',
  dan: 'west',
};

/** Seven people under one chief, two regions, two roles; Dan has left, Ben has no role and Cat no territory. */
export function smallOrg(today: string): SmallOrg {
  const objects = new Map<string, Map<string, CsvRow>>();
  let day = today;
  const put = (object: string, row: CsvRow) => {
    const rows = objects.get(object) ?? new Map<string, CsvRow>();
    rows.set(row['Id'] ?? '', { ...rows.get(row['Id'] ?? ''), ...row });
    objects.set(object, rows);
  };
  for (const id of PEOPLE) put('User', person(id));
  put('UserRole', { Id: 'R-rep', Name: 'Rep', DeveloperName: 'Rep' });
  put('UserRole', { Id: 'R-lead', Name: 'Lead' });
  for (const id of TERRITORIES) put('Territory2', { Id: id, Name: id, DeveloperName: id.replace('-', '_') });
  for (const [id, territory] of [
    ['ann', 'T-east'],
    ['ben', 'T-east'],
    ['dan', 'T-west'],
  ] as const)
    put('UserTerritory2Association', { Id: `A-${id}`, UserId: id, Territory2Id: territory });
  return {
    tables: {
      currency: 'USD',
      decimals: 2,
      get today() {
        return day;
      },
      zone: 'America/New_York',
      fiscalStartMonth: 1,
      rows: (object) => [...(objects.get(object)?.values() ?? [])],
    },
    put,
    get: (object, id) => objects.get(object)?.get(id),
    setToday: (to) => {
      day = to;
    },
  };
}

function person(id: string): CsvRow {
  const isLead = ['ceo', 'east', 'west'].includes(id);
  return {
    Id: id,
    Name: id.toUpperCase(),
    Email: `${id}@sales.example`,
    ManagerId: MANAGER[id] ?? '',
    UserRoleId: id === 'ben' ? '' : isLead ? 'R-lead' : 'R-rep',
    IsActive: String(id !== 'dan'),
    UserType: 'Standard',
  };
}

/** An open deal of Ann's with an amount of 100; `fields` says what is different. */
export function dealRow(id: string, fields: CsvRow = {}): CsvRow {
  return {
    Id: id,
    Name: `Deal ${id}`,
    OwnerId: 'ann',
    StageName: 'Open',
    Amount: '100',
    CloseDate: '2025-05-10',
    CreatedDate: '2025-03-01T15:00:00.000+0000',
    SystemModstamp: '2025-03-01T15:00:00.000+0000',
    IsClosed: 'false',
    IsWon: 'false',
    IsDeleted: 'false',
    ...fields,
  };
}

export const WON: CsvRow = { StageName: 'Won', IsClosed: 'true', IsWon: 'true' };
export const LOST: CsvRow = { StageName: 'Lost', IsClosed: 'true', IsWon: 'false' };
export const REOPENED: CsvRow = { StageName: 'Open', IsClosed: 'false', IsWon: 'false' };
