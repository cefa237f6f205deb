import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';

/** Why each Salesforce object is read; an object that has no reason here, or is not read any more, fails the docs check. */
const REASONS: readonly {
  readonly objects: readonly string[];
  readonly why: string;
  readonly note?: string;
}[] = [
  {
    objects: ['Organization', 'FiscalYearSettings', 'Period'],
    why: 'the fiscal calendar and the company’s zone',
  },
  { objects: ['User', 'UserRole'], why: 'who works here, who leads whom' },
  {
    objects: ['Opportunity', 'OpportunityHistory', 'OpportunityStage'],
    why: 'what was won, lost and is open, now and as of a past day',
  },
  { objects: ['OpportunityLineItem', 'Product2', 'Account'], why: 'what a deal is made of, and its name' },
  {
    objects: ['OpportunitySplit', 'OpportunitySplitType', 'OpportunityTeamMember'],
    why: 'who shares a deal; without them its owner is credited',
  },
  { objects: ['Task', 'Event'], why: 'calls, e-mails and meetings' },
  {
    objects: ['ForecastingQuota', 'ForecastingType'],
    note: '(View All Forecasts)',
    why: 'quotas; without it they come from a CSV',
  },
  { objects: ['Territory2', 'UserTerritory2Association'], why: 'territories' },
  {
    objects: ['BusinessHours', 'Holiday'],
    why: 'working days; without them Monday to Friday, and holidays from a CSV',
  },
  {
    objects: ['CurrencyType', 'DatedConversionRate'],
    why: 'the currency and its rates; without it set `CURRENCY`',
  },
];

const Described = z.object({ name: z.string(), table: z.string(), fields: z.array(z.string()) });

/** The objects that are read from Salesforce, and why. Throws where the reasons and what is read differ. */
export async function salesforceTable(): Promise<string> {
  const read = new Set(await objectsRead());
  const explained = new Set(REASONS.flatMap(({ objects }) => objects));
  const differing = [...read.symmetricDifference(explained)];
  if (differing.length > 0) throw new Error(`Objects and reasons differ: ${differing.join(', ')}`);
  const rows = REASONS.map(
    ({ objects, note, why }) => `| ${[objects.join(', '), ...(note ? [note] : [])].join(' ')} | ${why} |`,
  );
  return ['| Salesforce, read only | why |', '|---|---|', ...rows].join('\n');
}

async function objectsRead(): Promise<readonly string[]> {
  const modules: unknown[] = await Promise.all(
    globSync('src/salesforce/objects/*.ts').map((path) => import(resolve(path))),
  );
  return modules
    .flatMap((module) => Object.values(z.record(z.string(), z.unknown()).parse(module)))
    .flatMap((value) => {
      const described = Described.safeParse(value);
      return described.success ? [described.data.name] : [];
    });
}
