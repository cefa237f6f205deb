import { recordId } from './ids.ts';
import type { Row } from './tables.ts';

/** How large the customers of a team are; it sets the size of its deals and how long they take. */
export interface Segment {
  readonly typicalCents: number;
  readonly typicalDays: number;
}

const SMALL: Segment = { typicalCents: 1_150_000, typicalDays: 34 };
const MIDSIZE: Segment = { typicalCents: 2_100_000, typicalDays: 46 };
const LARGE: Segment = { typicalCents: 3_900_000, typicalDays: 62 };

interface Territory {
  readonly id: string;
  readonly name: string;
  readonly developerName: string;
  readonly parentId: string;
}

export interface Team {
  readonly territory: Territory;
  readonly zone: string;
  readonly locale: string;
  readonly country: string;
  readonly companyForms: readonly string[];
  readonly segment: Segment;
  readonly reps: number;
}

export interface Region {
  readonly territory: Territory;
  readonly zone: string;
  readonly developmentReps: number;
  readonly specialists: number;
  readonly teams: readonly Team[];
}

function territory([number, name]: readonly [number, string], parent?: Territory): Territory {
  const developerName = name.replaceAll('&', 'and').replaceAll(' ', '_');
  return { id: recordId('Territory2', number), name, developerName, parentId: parent?.id ?? '' };
}

const americas = territory([1, 'Americas']);
const emea = territory([2, 'EMEA']);
const apac = territory([3, 'APAC']);

/** Three regions and the teams below them. A team sells into one territory. */
export const REGIONS: readonly Region[] = [
  {
    territory: americas,
    zone: 'America/New_York',
    developmentReps: 2,
    specialists: 1,
    teams: [
      {
        territory: territory([4, 'US East'], americas),
        zone: 'America/New_York',
        locale: 'en_US',
        country: 'United States',
        companyForms: ['Inc.', 'LLC', ''],
        segment: LARGE,
        reps: 3,
      },
      {
        territory: territory([5, 'US West'], americas),
        zone: 'America/Los_Angeles',
        locale: 'en_US',
        country: 'United States',
        companyForms: ['Inc.', 'Co-op', ''],
        segment: MIDSIZE,
        reps: 3,
      },
      {
        territory: territory([6, 'Latin America'], americas),
        zone: 'America/Sao_Paulo',
        locale: 'pt_BR',
        country: 'Brazil',
        companyForms: ['Ltda.', 'S.A.'],
        segment: MIDSIZE,
        reps: 2,
      },
    ],
  },
  {
    territory: emea,
    zone: 'Europe/London',
    developmentReps: 1,
    specialists: 1,
    teams: [
      {
        territory: territory([7, 'UK & Ireland'], emea),
        zone: 'Europe/London',
        locale: 'en_GB',
        country: 'United Kingdom',
        companyForms: ['Ltd', 'plc', ''],
        segment: MIDSIZE,
        reps: 3,
      },
      {
        territory: territory([8, 'DACH & Nordics'], emea),
        zone: 'Europe/Berlin',
        locale: 'de_DE',
        country: 'Germany',
        companyForms: ['GmbH', 'AG', 'AB'],
        segment: LARGE,
        reps: 3,
      },
    ],
  },
  {
    territory: apac,
    zone: 'Asia/Singapore',
    developmentReps: 1,
    specialists: 0,
    teams: [
      {
        territory: territory([9, 'ASEAN & Japan'], apac),
        zone: 'Asia/Singapore',
        locale: 'en_SG',
        country: 'Singapore',
        companyForms: ['Pte Ltd', 'K.K.'],
        segment: SMALL,
        reps: 3,
      },
      {
        territory: territory([10, 'ANZ'], apac),
        zone: 'Australia/Sydney',
        locale: 'en_AU',
        country: 'Australia',
        companyForms: ['Pty Ltd', ''],
        segment: SMALL,
        reps: 3,
      },
    ],
  },
];

export function territoryTables(modified: string): Readonly<Record<string, readonly Row[]>> {
  const modelId = recordId('Territory2Model', 1);
  const all = REGIONS.flatMap((region) => [region.territory, ...region.teams.map((team) => team.territory)]);
  return {
    Territory2Model: [
      {
        Id: modelId,
        Name: 'Where we sell',
        DeveloperName: 'Where_We_Sell',
        State: 'Active',
        SystemModstamp: modified,
      },
    ],
    Territory2: all.map(({ id, name, developerName, parentId }) => ({
      Id: id,
      Name: name,
      DeveloperName: developerName,
      ParentTerritory2Id: parentId,
      Territory2ModelId: modelId,
      SystemModstamp: modified,
    })),
  };
}
