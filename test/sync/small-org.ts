import type { OrgTables } from '#sandbox/salesforce/org-folder.ts';

/** A valid 18-character id: prefix, number, and the suffix of an id without capitals but for the prefix. */
export function id(prefix: string, n: number): string {
  const fifteen = prefix + String(n).padStart(15 - prefix.length, '0');
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
  const suffix = [0, 5, 10].map((at) => {
    const part = fifteen.slice(at, at + 5).split('');
    return letters[part.reduce((sum, c, i) => sum + (c >= 'A' && c <= 'Z' ? 1 << i : 0), 0)];
  });
  return fifteen + suffix.join('');
}

export const REP = id('005', 2);
export const MANAGER = id('005', 1);
export const deal = (n: number): string => id('006', n);

const START = Temporal.Instant.from('2026-09-01T09:00:00Z');

function stamp(seconds: number): string {
  return `${START.add({ seconds }).toString({ smallestUnit: 'millisecond' }).slice(0, -1)}+0000`;
}

/** A manager with one rep, and as many open deals as asked for, several of them stamped in the same second. */
export function smallOrg(
  options: { readonly deals?: number; readonly objects?: OrgTables['tables'] } = {},
): OrgTables {
  const { deals = 3, objects = {} } = options;
  return {
    org: {
      Organization: {
        Id: id('00D', 1),
        Name: 'Small',
        TimeZoneSidKey: 'America/New_York',
        FiscalYearStartMonth: 1,
        UsesStartDateAsFiscalYearName: false,
        IsSandbox: true,
      },
      currency: 'USD',
      today: '2026-11-18',
    },
    tables: {
      User: [
        { ...person('Mara Manager'), Id: MANAGER, ManagerId: '' },
        { ...person('Rory Rep'), Id: REP, ManagerId: MANAGER },
      ],
      OpportunityStage: STAGES,
      Opportunity: Array.from({ length: deals }, (_, n) => dealRow(n + 1)),
      ...objects,
    },
  };
}

function person(name: string): Record<string, string> {
  const Email = `${name.toLowerCase().replace(' ', '.')}@small.example`;
  return {
    Name: name,
    Email,
    Username: Email,
    UserType: 'Standard',
    Title: 'Sales',
    IsActive: 'true',
    SystemModstamp: stamp(0),
  };
}

const STAGES = [
  {
    Id: id('01J', 1),
    MasterLabel: 'Talking',
    ApiName: 'Talking',
    SortOrder: '1',
    IsClosed: 'false',
    IsWon: 'false',
  },
  {
    Id: id('01J', 2),
    MasterLabel: 'Signed',
    ApiName: 'Signed',
    SortOrder: '2',
    IsClosed: 'true',
    IsWon: 'true',
  },
  {
    Id: id('01J', 3),
    MasterLabel: 'Gone',
    ApiName: 'Gone',
    SortOrder: '3',
    IsClosed: 'true',
    IsWon: 'false',
  },
].map((stage) => ({
  ...stage,
  IsActive: 'true',
  DefaultProbability: '50',
  ForecastCategoryName: 'Pipeline',
}));

/** An open deal of the rep; nine in a row share one stamp, as a bulk import leaves them. */
export function dealRow(n: number): Record<string, string> {
  const at = stamp(Math.floor(n / 9));
  return {
    Id: deal(n),
    Name: `Deal ${n}`,
    OwnerId: REP,
    StageName: 'Talking',
    Amount: String(100 + n),
    CloseDate: '2026-12-15',
    IsClosed: 'false',
    IsWon: 'false',
    IsDeleted: 'false',
    CreatedDate: at,
    LastModifiedDate: at,
    SystemModstamp: at,
    LastStageChangeDate: '',
    Territory2Id: '',
    NextStep: '',
  };
}
