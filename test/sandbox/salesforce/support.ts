import { Connection } from 'jsforce';
import { onTestFinished } from 'vitest';
import { fixedClock, type MovableClock } from '#lib/clock.ts';
import {
  createLocalSalesforce,
  type LocalSalesforce,
  type LocalSalesforceOptions,
} from '#sandbox/salesforce/local-salesforce.ts';
import { openOrg, type OrgTables } from '#sandbox/salesforce/org-folder.ts';
import type { Org } from '#sandbox/salesforce/org/org.ts';

export const NOON = Temporal.Instant.from('2026-11-18T12:00:00Z');

type Rows = OrgTables['tables'][string];

/** Record ids that read as what they are: `deal(7)`. */
export const deal = (n: number): string => `006${String(n).padStart(12, '0')}AAA`;
export const person = (n: number): string => `005${String(n).padStart(12, '0')}AAA`;

const stages: Rows = [
  stage(1, 'Talking', { open: 20 }),
  stage(2, 'Bargaining', { open: 60 }),
  stage(3, 'Signed', { won: true }),
  stage(4, 'Gone', { won: false }),
];

function stage(n: number, name: string, is: { open: number } | { won: boolean }): Record<string, string> {
  const closed = 'won' in is;
  const probability = closed ? (is.won ? 100 : 0) : is.open;
  return {
    Id: `01J${String(n).padStart(12, '0')}AAA`,
    ApiName: name,
    MasterLabel: name,
    IsActive: 'true',
    SortOrder: String(n),
    IsClosed: String(closed),
    IsWon: String(closed && is.won),
    DefaultProbability: String(probability),
    ForecastCategoryName: closed ? (is.won ? 'Closed' : 'Omitted') : 'Pipeline',
  };
}

const people: Rows = [
  {
    Id: person(1),
    FirstName: 'Ada',
    LastName: 'Berg',
    Username: 'ada@example.com',
    Email: 'ada@example.com',
  },
  {
    Id: person(2),
    FirstName: 'Bo',
    LastName: 'Chen',
    Username: 'bo@example.com',
    Email: 'bo@example.com',
    ManagerId: person(1),
  },
];

/** An open deal as a CSV line would hold it. */
export function dealRow(n: number, fields: Readonly<Record<string, string>> = {}): Record<string, string> {
  const changed = NOON.subtract({ hours: 1 }).toString();
  return {
    Id: deal(n),
    Name: `Deal ${n}`,
    OwnerId: person(1),
    StageName: 'Talking',
    Amount: '100',
    CloseDate: '2026-12-01',
    Probability: '20',
    IsClosed: 'false',
    IsWon: 'false',
    ForecastCategoryName: 'Pipeline',
    NextStep: '',
    LastStageChangeDate: '',
    PushCount: '',
    CreatedDate: changed,
    LastModifiedDate: changed,
    SystemModstamp: changed,
    IsDeleted: 'false',
    ...fields,
  };
}

export function company(tables: Readonly<Record<string, Rows>> = {}): OrgTables {
  const organization = { Id: '00D000000000009AAA', Name: 'Test company', TimeZoneSidKey: 'America/New_York' };
  return {
    org: { Organization: organization, currency: 'USD', today: '2026-11-18' },
    tables: {
      User: people,
      OpportunityStage: stages,
      Opportunity: [dealRow(1)],
      OpportunityHistory: [],
      ...tables,
    },
  };
}

export interface Stand {
  readonly server: LocalSalesforce;
  readonly conn: Connection;
  readonly clock: MovableClock;
  readonly org: Org;
}

/** A local Salesforce over `source` with a signed-in jsforce connection, both gone when the test ends. */
export async function stand(
  source: OrgTables | string = company(),
  options: Partial<LocalSalesforceOptions> = {},
): Promise<Stand> {
  const org = options.org ?? (await openOrg(source));
  const clock = fixedClock(NOON);
  const server = await createLocalSalesforce({ clock, ...options, org });
  onTestFinished(() => server.close());
  const conn = await signedIn(server);
  return { server, conn, clock, org };
}

export function connectionTo(server: LocalSalesforce): Connection {
  const oauth2 = { loginUrl: server.url, clientId: 'app', clientSecret: 'secret' };
  return new Connection({ version: '67.0', loginUrl: server.url, oauth2 });
}

async function signedIn(server: LocalSalesforce): Promise<Connection> {
  const conn = connectionTo(server);
  await conn.authorize({ grant_type: 'client_credentials' });
  return conn;
}

/** A plain call with the session of a connection, for what jsforce hides: status, headers, raw text. */
export function rawCall(conn: Connection, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { authorization: `Bearer ${conn.accessToken}`, 'content-type': 'application/json' };
  return fetch(`${conn.instanceUrl}/services/data/v67.0${path}`, { headers, ...init });
}

export function soqlPath(soql: string): string {
  return `/query?q=${encodeURIComponent(soql)}`;
}
