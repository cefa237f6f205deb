import * as fc from 'fast-check';
import type { CsvRow } from './org-tables.ts';
import { dealRow, LOST, PEOPLE, REOPENED, TERRITORIES, WON, type SmallOrg } from './small-org.ts';

/** One change somebody makes to a deal or a task. */
export type Edit =
  | { readonly object: 'Opportunity'; readonly id: string; readonly fields: CsvRow }
  | { readonly object: 'Task'; readonly id: string; readonly fields: CsvRow };

/** Few deals, so that the same one is won, lost, moved and reopened again and again. */
const dealId = fc.integer({ min: 1, max: 9 }).map((n) => `D${n}`);
const amount = fc.constantFrom('', '0', '0.01', '99.99', '1000', '123456.78', '-50');
const day = fc
  .integer({ min: 0, max: 150 })
  .map((n) => Temporal.PlainDate.from('2025-03-01').add({ days: n }).toString());
const owner = fc.constantFrom('', ...PEOPLE);
const territory = fc.constantFrom('', ...TERRITORIES);
/** Late in the evening in New York: the next day in UTC. */
const stamp = fc
  .tuple(day, fc.constantFrom('03', '14', '23'))
  .map(([on, hour]) => `${on}T${hour}:30:00.000+0000`);

const outcome = fc.constantFrom(WON, LOST, REOPENED);
const change: fc.Arbitrary<CsvRow> = fc.oneof(
  outcome,
  outcome,
  fc.record({ Amount: amount }),
  fc.record({ CloseDate: day }),
  fc.record({ OwnerId: owner }),
  fc.record({ Territory2Id: territory }),
  fc.record({ CurrencyIsoCode: fc.constantFrom('USD', 'EUR') }),
  fc.record({ IsDeleted: fc.constantFrom('true', 'false') }),
);

const task = fc.record({
  TaskSubtype: fc.constantFrom('Call', 'Email', 'Task'),
  OwnerId: fc.constantFrom(...PEOPLE),
  IsClosed: fc.constantFrom('true', 'false'),
  IsDeleted: fc.constantFrom('true', 'false', 'false', 'false'),
  CompletedDateTime: stamp,
});

export const edits: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ object: fc.constant('Opportunity'), id: dealId, fields: change }) },
  {
    weight: 1,
    arbitrary: fc.record({
      object: fc.constant('Task'),
      id: fc.integer({ min: 1, max: 9 }).map((n) => `K${n}`),
      fields: task,
    }),
  },
);

/** Deals as a first load finds them. */
export const firstDeals: fc.Arbitrary<readonly CsvRow[]> = fc.uniqueArray(
  fc
    .tuple(dealId, change, outcome, stamp, day)
    .map(([id, fields, how, CreatedDate, CloseDate]) =>
      dealRow(id, { CreatedDate, CloseDate, ...how, ...fields }),
    ),
  { selector: (row) => row['Id'], maxLength: 9 },
);

/** Applies an edit; a deal not there yet is created by it. Returns the ids of the deals that changed. */
export function applyEdit(org: SmallOrg, { object, id, fields }: Edit): readonly string[] {
  if (object === 'Task') {
    org.put('Task', { Id: id, ...fields });
    return [];
  }
  org.put('Opportunity', org.get('Opportunity', id) ? { Id: id, ...fields } : dealRow(id, fields));
  return [id];
}

/** How deals looked when they were last observed. */
export type Observed = Map<string, CsvRow>;

/** Notes whose each deal was when it was closed, or closed the other way: from then on the credit is theirs. */
export function freezeCredit(org: SmallOrg, seen: Observed, ids: readonly string[]): void {
  for (const id of new Set(ids)) {
    const row = org.get('Opportunity', id) ?? {};
    const before = seen.get(id);
    const closes =
      row['IsClosed'] === 'true' && (before?.['IsClosed'] !== 'true' || before['IsWon'] !== row['IsWon']);
    if (closes) org.put('Opportunity', { Id: id, CreditedTo: row['OwnerId'] ?? '' });
    seen.set(id, row);
  }
}
