import type { Reader } from '#app/reader.ts';
import type { Services } from '#feature.ts';
import { type ObjectHealth, syncHealth } from '#sync/sync-health.ts';
import { MAPPABLE, MAPPED_NAMES, type Mapping, readMappings } from '#sync/field-mapping.ts';
import type { Gap } from '#sync/gaps.ts';
import type { Check } from './check.ts';

/** The connection, each object, each field that is missing with what suffers, and the use of the org's API. */
export async function salesforceChecks(reader: Reader, { store }: Services): Promise<readonly Check[]> {
  const connection = await reader.connection();
  const limits = await connection.limits();
  const { objects, gaps, apiUse, completeAt } = await syncHealth(store);
  const mappings = await readMappings(store);
  return [
    { name: 'Salesforce', state: 'right', says: `signed in to organization ${connection.organizationId}` },
    {
      name: 'API calls',
      state: 'note',
      says: `the org has used ${limits.used} of ${limits.limit} today; Attain made ${apiUse?.calls ?? 0}`,
    },
    completeAt === null
      ? {
          name: 'Data',
          state: 'wrong',
          says: 'Salesforce has not been read completely yet',
          remedy: 'npm run attain -- sync',
        }
      : { name: 'Data', state: 'right', says: `read completely up to ${completeAt.toString()}` },
    ...objects.map(objectCheck),
    ...MAPPED_NAMES.map((name) => mappingCheck(name, mappings)),
    ...gaps.map(gapCheck),
  ];
}

/** Gaps that figures survive: said, but nothing is wrong. */
const SURVIVED: Readonly<Record<string, string>> = {
  BusinessHours: 'Keep business hours in Salesforce, if people work other days.',
  Holiday: 'npm run attain -- calendar import FILE.csv',
  'User.ManagerId (vacant)': 'Name another manager in Salesforce, or correct it with /attain people.',
};

function gapCheck({ object, field, effect }: Gap): Check {
  const name = field === '' ? object : `${object}.${field}`;
  const survived = SURVIVED[name];
  if (survived !== undefined) return { name, state: 'note', says: effect, remedy: survived };
  const hidden = 'Let the integration user read it (field-level security, permission set).';
  return { name, state: 'wrong', says: effect, remedy: field === '' ? undefined : hidden };
}

function mappingCheck(name: (typeof MAPPED_NAMES)[number], mappings: readonly Mapping[]): Check {
  const own = mappings.find((it) => it.name === name);
  if (own) return { name: `Field ${name}`, state: 'right', says: `${own.object}.${own.field}` };
  return {
    name: `Field ${name}`,
    state: 'note',
    says: `not mapped. ${MAPPABLE[name].without}`,
    remedy: `npm run attain -- mapping set ${name} ${MAPPABLE[name].objects[0]}.Field__c`,
  };
}

function objectCheck({ object, state, rowsRead, error }: ObjectHealth): Check {
  const name = `Object ${object}`;
  switch (state) {
    case 'ready':
      return { name, state: 'right', says: `${rowsRead} rows read` };
    case 'absent':
      return {
        name,
        state: 'note',
        says: 'this org does not have it, or the integration user may not see it',
        remedy: 'Grant read access, if the org uses it.',
      };
    case 'failing':
      return { name, state: 'wrong', says: error ?? 'could not be read' };
    case 'new':
    case 'loading':
      return { name, state: 'note', says: `being read, ${rowsRead} rows so far` };
  }
}
