import type { CsvRow, OrgTables } from './org-tables.ts';

/** Who stands above whom and where, read from the org's own rows. */
export interface People {
  /** A person and everyone above them, each once. */
  teamsOf(personId: string): readonly string[];
  managers(): ReadonlySet<string>;
  roleOf(personId: string): string;
  territoryOf(personId: string, day: string): string;
}

export function readPeople(org: OrgTables): People {
  const users = new Map(org.rows('User').map((row) => [row['Id'] ?? '', row]));
  const stays = Map.groupBy(territoryRows(org), (row) => row['UserId'] ?? '');
  return {
    teamsOf(personId) {
      const above = [personId];
      for (let id = users.get(personId)?.['ManagerId']; id && !above.includes(id); ) {
        above.push(id);
        id = users.get(id)?.['ManagerId'];
      }
      return above;
    },
    managers: () => new Set([...users.values()].map((row) => row['ManagerId'] ?? '').filter(Boolean)),
    roleOf: (personId) => users.get(personId)?.['UserRoleId'] ?? '',
    territoryOf: (personId, day) => territoryOn(stays.get(personId) ?? [], day),
  };
}

/** Associations an org dates itself count with their dates; otherwise only the active ones count, since ever. */
function territoryRows(org: OrgTables): readonly CsvRow[] {
  const rows = org.rows('UserTerritory2Association');
  const isDated = rows.some((row) => 'StartDate__c' in row || 'EndDate__c' in row);
  return isDated ? rows : rows.filter((row) => row['IsActive'] !== 'false');
}

/** The association that began last among those of the day; before the first known, the first. */
function territoryOn(stays: readonly CsvRow[], day: string): string {
  const starts = stays.map((row) => row['StartDate__c'] ?? '').sort();
  const current = stays.filter((row) => {
    const start = row['StartDate__c'] ?? '';
    const end = row['EndDate__c'] || '9999-12-31';
    return (start <= day || start === starts[0]) && day <= end;
  });
  const last = current
    .map((row) => row['StartDate__c'] ?? '')
    .sort()
    .at(-1);
  return (
    current
      .filter((row) => (row['StartDate__c'] ?? '') === last)
      .map((row) => row['Territory2Id'] ?? '')
      .sort()[0] ?? ''
  );
}
