import * as fc from 'fast-check';
import type { CsvRow, OrgTables } from '../../support/oracle/org-tables.ts';
import { edits, firstDeals, type Edit } from '../../support/oracle/random-edits.ts';
import { dealRow, LOST, PEOPLE, REOPENED, WON } from '../../support/oracle/small-org.ts';

/** A company of seven: who manages whom, its first deals, and what happens to them day by day. */
interface Script {
  /** For each but the first of PEOPLE, which of those before them is their manager. */
  readonly managers: readonly number[];
  readonly deals: readonly CsvRow[];
  readonly days: readonly (readonly Edit[])[];
  /** What happens to closed deals once the first quarter is locked. */
  readonly afterLock: readonly Edit[];
  /** On the second day this one gets another manager: nobody, or somebody who was here before them. */
  readonly move: { readonly who: number; readonly to: number } | null;
}

export const DAYS = 4;
export const LOCKED_AFTER = 2;

const inFirstQuarter = fc
  .integer({ min: 0, max: 89 })
  .map((n) => Temporal.PlainDate.from('2025-01-01').add({ days: n }).toString());

/** Reopens, deletes, backdates or cheapens a deal, most of all those of the locked quarter. */
const lateChange: fc.Arbitrary<Edit> = fc.record({
  object: fc.constant('Opportunity' as const),
  id: fc.integer({ min: 1, max: 9 }).map((n) => `D${n}`),
  fields: fc.oneof(
    fc.constant(REOPENED),
    fc.constant({ IsDeleted: 'true' }),
    inFirstQuarter.map((CloseDate): CsvRow => ({ ...WON, CloseDate })),
    fc.constant({ ...LOST }),
    fc.constant({ Amount: '0.01' }),
    fc.record({ OwnerId: fc.constantFrom(...PEOPLE) }),
  ),
});

const closedEarly = fc
  .array(fc.tuple(inFirstQuarter, fc.constantFrom(...PEOPLE), fc.constantFrom(WON, WON, LOST)), {
    maxLength: 4,
  })
  .map((all) =>
    all.map(([CloseDate, OwnerId, outcome], index) =>
      dealRow(`D${9 - index}`, {
        ...outcome,
        CloseDate,
        OwnerId,
        CreatedDate: '2024-12-01T12:00:00.000+0000',
      }),
    ),
  );

const script: fc.Arbitrary<Script> = fc.record({
  managers: fc.tuple(...PEOPLE.slice(1).map((_, index) => fc.integer({ min: 0, max: index }))),
  deals: fc
    .tuple(firstDeals, closedEarly)
    .map(([first, early]) => [...new Map([...first, ...early].map((row) => [row['Id'], row])).values()]),
  days: fc.array(fc.array(edits, { maxLength: 5 }), { minLength: DAYS, maxLength: DAYS }),
  afterLock: fc.array(lateChange, { minLength: 1, maxLength: 4 }),
  move: fc.option(
    fc
      .integer({ min: 1, max: PEOPLE.length - 1 })
      .chain((who) => fc.record({ who: fc.constant(who), to: fc.integer({ min: 0, max: who - 1 }) })),
  ),
});

/** Many companies side by side in one organisation: nobody of one has to do with anybody of another. */
export interface Companies {
  readonly tables: OrgTables;
  readonly names: readonly string[];
  /** A person of a company by their place in it; the first is above all others. */
  person(company: string, place: number): string;
  /** The people right below somebody, as the company began. */
  reports(company: string, place: number): readonly number[];
  /** Whether nobody ever gets another manager. */
  isSettled(company: string): boolean;
  /** Lets a day's edits happen; returns the deals that changed. */
  live(day: number): readonly string[];
  /** The moves of the second day: who, and below whom. */
  readonly moves: readonly { readonly who: string; readonly to: string }[];
  setToday(day: string): void;
}

export function makeCompanies(count: number, seed: number): Companies {
  const scripts = new Map<string, Script>(
    fc.sample(script, { numRuns: count, seed }).map((it, index) => [`C${index}`, it]),
  );
  let today = '2025-06-02';
  const deals = new Map<string, CsvRow>();
  const tasks = new Map<string, CsvRow>();
  const users: CsvRow[] = [];
  for (const [name, { managers, deals: first }] of scripts) {
    users.push(...PEOPLE.map((_, place) => userOf(name, place, managers[place - 1])));
    for (const row of first) putDeal(deals, name, row);
  }
  const rows: Readonly<Record<string, () => readonly CsvRow[]>> = {
    User: () => users,
    UserRole: () => ROLES,
    Territory2: () => TERRITORY_ROWS,
    Opportunity: () => [...deals.values()],
    Task: () => [...tasks.values()],
  };
  const reports = (company: string, place: number) =>
    [...(scripts.get(company)?.managers ?? [])].flatMap((manager, index) =>
      manager === place ? [index + 1] : [],
    );
  const editsOf = (it: Script, day: number) => [
    ...(it.days[day] ?? []),
    ...(day === LOCKED_AFTER + 1 ? it.afterLock : []),
  ];
  return {
    tables: {
      currency: 'USD',
      decimals: 2,
      get today() {
        return today;
      },
      zone: 'America/New_York',
      fiscalStartMonth: 1,
      rows: (object) => rows[object]?.() ?? [],
    },
    names: [...scripts.keys()],
    person,
    reports,
    isSettled: (company) => scripts.get(company)?.move === null,
    live: (day) => [
      ...new Set(
        [...scripts].flatMap(([name, it]) =>
          editsOf(it, day).flatMap((edit) => {
            if (edit.object === 'Opportunity') return [putDeal(deals, name, { Id: edit.id, ...edit.fields })];
            const id = `${name}-${edit.id}`;
            tasks.set(id, { ...edit.fields, Id: id, OwnerId: owned(name, edit.fields['OwnerId']) });
            return [];
          }),
        ),
      ),
    ],
    moves: [...scripts].flatMap(([name, { move }]) => {
      if (!move) return [];
      // Only to a manager: a team that did not exist is in no list of the time.
      const to = reports(name, move.to).length > 0 ? move.to : 0;
      return [{ who: person(name, move.who), to: person(name, to) }];
    }),
    setToday: (day) => {
      today = day;
    },
  };
}

const ROLES: readonly CsvRow[] = [
  { Id: 'R-rep', Name: 'Rep' },
  { Id: 'R-lead', Name: 'Lead' },
];
const TERRITORY_ROWS: readonly CsvRow[] = [
  { Id: 'T-east', Name: 'East' },
  { Id: 'T-west', Name: 'West' },
];

function person(company: string, place: number): string {
  return `${company}-${PEOPLE[place]}`;
}

function owned(company: string, name: string | undefined): string {
  return name ? `${company}-${name}` : '';
}

function userOf(company: string, place: number, manager: number | undefined): CsvRow {
  const id = person(company, place);
  return {
    Id: id,
    Name: id.toUpperCase(),
    Email: `${id}@sales.example`,
    ManagerId: manager === undefined ? '' : person(company, manager),
    UserRoleId: place % 2 === 0 ? 'R-lead' : 'R-rep',
    IsActive: String(place !== 6),
    UserType: 'Standard',
  };
}

/** Puts an edited deal; one not there yet is created. Returns its id. */
function putDeal(deals: Map<string, CsvRow>, company: string, row: CsvRow): string {
  const id = `${company}-${row['Id']}`;
  const owner = row['OwnerId'] === undefined ? {} : { OwnerId: owned(company, row['OwnerId']) };
  const before = deals.get(id) ?? dealRow(id, { OwnerId: owned(company, 'ann') });
  deals.set(id, { ...before, ...row, Id: id, ...owner });
  return id;
}
