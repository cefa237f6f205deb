import type { Day } from '#lib/days.ts';
import { must } from '#lib/errors.ts';
import { recordId } from './ids.ts';
import { CUSTOMER_PLACES, CUSTOMER_TRADES } from './names.ts';
import type { Person } from './people.ts';
import { type Random, randomOf, shuffled } from './random.ts';
import type { Row } from './tables.ts';
import { REGIONS, type Team } from './territories.ts';
import { stamp } from './work-days.ts';

export interface Account {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly team: Team;
  readonly industry: string;
  readonly employees: number;
  readonly createdAt: Temporal.Instant;
}

/** Customers by seller's team. The accounts of somebody who left belong to the manager now. */
export function findAccounts(
  seed: string,
  {
    people,
    startsOn,
    count,
  }: { readonly people: readonly Person[]; readonly startsOn: Day; readonly count: number },
): readonly Account[] {
  const random = randomOf(`${seed}/accounts`);
  const pairs = CUSTOMER_PLACES.flatMap((place) => CUSTOMER_TRADES.map((trade) => `${place} ${trade}`));
  const teams = REGIONS.flatMap((region) => region.teams);
  return shuffled(pairs, random)
    .slice(0, count)
    .map((pair, index) => {
      const team = must(teams[index % teams.length], 'a team');
      const owners = people.filter((person) => person.team === team && person.job === 'rep');
      const owner = random.pick(owners);
      const form = random.pick(team.companyForms);
      return {
        id: recordId('Account', index + 1),
        name: form === '' ? pair : `${pair} ${form}`,
        ownerId: owner.leftOn ? owner.managerId : owner.id,
        team,
        industry: random.pick([
          'Food & Beverage',
          'Agriculture',
          'Healthcare',
          'Transportation',
          'Biotechnology',
        ]),
        employees: headcount(random),
        createdAt: startsOn
          .subtract({ days: random.whole(5, 900) })
          .toZonedDateTime(team.zone)
          .toInstant(),
      };
    });
}

function headcount(random: Random): number {
  return Math.round(180 * Math.exp(1.4 * random.bell()));
}

export function accountRows(accounts: readonly Account[]): readonly Row[] {
  return accounts.map((account) => ({
    Id: account.id,
    Name: account.name,
    OwnerId: account.ownerId,
    ParentId: '',
    Type: 'Customer',
    Industry: account.industry,
    NumberOfEmployees: String(account.employees),
    BillingCountry: account.team.country,
    IsDeleted: 'false',
    CreatedDate: stamp(account.createdAt),
    LastModifiedDate: stamp(account.createdAt),
    SystemModstamp: stamp(account.createdAt),
  }));
}
