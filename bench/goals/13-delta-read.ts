import { z } from 'zod';
import { silentLog } from '#lib/log.ts';
import { QueryPage } from '#salesforce/answers.ts';
import { connectSalesforce, type SalesforceConnection } from '#salesforce/connection.ts';
import { opportunity } from '#salesforce/objects/opportunity.ts';
import { select } from '#salesforce/soql.ts';
import { startChild } from '../harness/child.ts';
import type { Goal } from '../harness/goal.ts';
import { atLeast, count } from '../harness/row.ts';
import { sample } from '../harness/sample.ts';
import { settingsFor } from '../harness/serve-company.ts';

const RECORDS = 20_000;
const RUNS = { runs: 5, budgetMs: 15_000 };
const FIELDS = [
  'Id',
  'Name',
  'OwnerId',
  'StageName',
  'Amount',
  'Probability',
  'CloseDate',
  'CreatedDate',
  'IsClosed',
  'IsWon',
  'Type',
  'NextStep',
  'SystemModstamp',
];
const SOQL = select({ fields: FIELDS, from: opportunity.name, orderBy: ['SystemModstamp', 'Id'] });

/** The pages of one query, through the product's pager and by fetch and JSON.parse alone. */
export const deltaRead: Goal = {
  numbers: [13],
  title: 'Reading changed records from Salesforce',
  async run() {
    await using served = new AsyncDisposableStack();
    const server = await startChild('salesforce.ts', [String(RECORDS)]);
    served.defer(() => server.stop());
    const url = z.string().parse(server.said);
    const meter = { counted: () => undefined };
    const connection = await connectSalesforce(settingsFor(url), { log: silentLog, meter });
    const bearer = await signIn(url);
    const ours = await sample(() => readThrough(connection), RUNS);
    const limit = await sample(() => readBare(url, bearer), RUNS);
    return [
      {
        id: '13',
        metric: `${RECORDS} records through our pager`,
        value: rate(ours.p50),
        against: { name: 'fetch + JSON.parse', ...rate(limit.p50) },
        ratio: limit.p50 / ours.p50,
        target: atLeast(0.65),
      },
    ];
  },
};

function rate(milliseconds: number) {
  return count(Math.round(RECORDS / (milliseconds / 1000)), 'records/s');
}

async function readThrough(connection: SalesforceConnection): Promise<void> {
  let read = 0;
  for await (const records of connection.pages(SOQL)) read += records.length;
  expectAll(read);
}

async function readBare(url: string, bearer: string): Promise<void> {
  let read = 0;
  let path: string | undefined = `/services/data/v67.0/query?q=${encodeURIComponent(SOQL)}`;
  while (path !== undefined) {
    const answer: Response = await fetch(url + path, { headers: { authorization: `Bearer ${bearer}` } });
    const page: QueryPage = QueryPage.parse(JSON.parse(await answer.text()));
    read += page.records.length;
    path = page.nextRecordsUrl;
  }
  expectAll(read);
}

function expectAll(read: number): void {
  if (read !== RECORDS) throw new Error(`${read} of ${RECORDS} records were read`);
}

async function signIn(url: string): Promise<string> {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: 'bench',
    client_secret: 'bench',
  });
  const answer = await fetch(`${url}/services/oauth2/token`, { method: 'POST', body });
  return z.object({ access_token: z.string() }).parse(await answer.json()).access_token;
}
