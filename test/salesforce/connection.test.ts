import nock from 'nock';
import { describe, expect, test } from 'vitest';
import { Bug, GiveUp, TryLater } from '#lib/errors.ts';
import { salesforceCode } from '#salesforce/errors.ts';
import { API, connected, ORG, stubTheNetwork } from './org-stub.ts';

stubTheNetwork();

const JSON_TYPE = { 'content-type': 'application/json;charset=UTF-8' };
const SOQL = 'SELECT Id FROM User';

async function allRows(pages: AsyncGenerator<readonly unknown[]>): Promise<unknown[]> {
  return (await Array.fromAsync(pages)).flat();
}

function page(records: unknown[], next?: string) {
  return {
    totalSize: 3,
    done: next === undefined,
    records,
    ...(next ? { nextRecordsUrl: `${API}/query/${next}` } : {}),
  };
}

describe('reading pages', () => {
  test('goes on until Salesforce says done, also past an empty page', async () => {
    const { salesforce } = await connected();
    nock(ORG)
      .get(`${API}/query`)
      .query({ q: SOQL })
      .reply(200, page([{ Id: '1' }], '01g-2000'));
    nock(ORG).get(`${API}/query/01g-2000`).reply(200, page([], '01g-4000'));
    nock(ORG)
      .get(`${API}/query/01g-4000`)
      .reply(200, page([{ Id: '2' }, { Id: '3' }]));
    expect(await allRows(salesforce.pages(SOQL))).toHaveLength(3);
  });

  test('asks for the next page only when the last one has been used', async () => {
    const { salesforce } = await connected();
    nock(ORG)
      .get(/queryAll\?/)
      .reply(200, page([{ Id: '1' }], '01g-2000'));
    const pages = salesforce.pages(SOQL, { all: true });
    expect((await pages.next()).value).toHaveLength(1);
    await pages.return(undefined);
  });

  test('takes a cut-off answer for a passing trouble, not for data', async () => {
    const { salesforce } = await connected();
    nock(ORG).get(/query/).reply(200, '{"totalSize":3,"done":true,"records":[{"Id":', JSON_TYPE);
    await expect(allRows(salesforce.pages(SOQL))).rejects.toThrow(TryLater);
  });

  test('takes a maintenance page with status 200 for a passing trouble', async () => {
    const { salesforce } = await connected();
    nock(ORG)
      .get(/query/)
      .reply(200, '<html>We are setting things up</html>', { 'content-type': 'text/html' });
    await expect(allRows(salesforce.pages(SOQL))).rejects.toThrow(TryLater);
  });

  test('keeps the code of an error that sync reacts to', async () => {
    const { salesforce } = await connected();
    nock(ORG)
      .get(/query/)
      .reply(400, [{ errorCode: 'INVALID_QUERY_LOCATOR', message: 'invalid query locator' }]);
    const error = await allRows(salesforce.pages(SOQL)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TryLater);
    expect(salesforceCode(error)).toBe('INVALID_QUERY_LOCATOR');
  });
});

describe('errors', () => {
  test.each([
    [403, 'API_DISABLED_FOR_ORG', GiveUp],
    [400, 'INVALID_TYPE', GiveUp],
    [400, 'QUERY_TIMEOUT', TryLater],
    [400, 'INVALID_FIELD', TryLater],
    [400, 'MALFORMED_QUERY', Bug],
    [404, 'NOT_FOUND', GiveUp],
  ])('%i %s', async (status, errorCode, kind) => {
    const { salesforce } = await connected();
    nock(ORG)
      .get(/describe/)
      .reply(status, [{ errorCode, message: 'said so' }]);
    const error = await salesforce.describe('User').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(kind);
    expect(salesforceCode(error)).toBe(errorCode);
  });

  test('a used-up day of API calls waits an hour, too many long queries five minutes', async () => {
    const { salesforce } = await connected();
    const errorCode = 'REQUEST_LIMIT_EXCEEDED';
    nock(ORG)
      .get(/describe/)
      .reply(403, [{ errorCode, message: 'TotalRequests Limit exceeded.' }]);
    await expect(salesforce.describe('User')).rejects.toMatchObject({ waitSeconds: 3600 });
    nock(ORG)
      .get(/describe/)
      .reply(403, [{ errorCode, message: 'ConcurrentPerOrgLongTxn Limit exceeded.' }]);
    await expect(salesforce.describe('User')).rejects.toMatchObject({ waitSeconds: 300 });
  });

  test('a redirect is not followed but explained', async () => {
    const { salesforce } = await connected();
    nock(ORG)
      .get(/describe/)
      .reply(302, '', { location: 'https://other.my.salesforce.com/' });
    await expect(salesforce.describe('User')).rejects.toMatchObject({
      remedy: expect.stringContaining('My Domain'),
    });
  });
});

describe('API use', () => {
  const header = (used: number) => ({
    'Sforce-Limit-Info': `api-usage=${used}/15000; per-app-api-usage=17/250(appName=x)`,
  });

  test("counts every call, tries that failed included, with the org's own count beside it", async () => {
    const { salesforce, counted } = await connected();
    nock(ORG)
      .get(/describe/)
      .reply(503, 'busy');
    nock(ORG)
      .get(/describe/)
      .reply(200, { name: 'User', fields: [] }, header(25));
    await salesforce.describe('User');
    expect(counted).toEqual([undefined, { used: 25, limit: 15_000 }]);
  });

  test('background reading stops at the configured share while describing still works', async () => {
    const { salesforce } = await connected();
    nock(ORG)
      .get(/describe/)
      .times(2)
      .reply(200, { name: 'User', fields: [] }, header(7500));
    await salesforce.describe('User');
    await expect(allRows(salesforce.pages(SOQL))).rejects.toThrow(/7500 of its 15000 .* 50%/);
    await salesforce.describe('Account');
  });

  test('a share that is nearly used up slows reading down without stopping it', async () => {
    const { salesforce } = await connected({ slowPause: 1 });
    nock(ORG)
      .get(/describe/)
      .reply(200, { name: 'User', fields: [] }, header(7000));
    nock(ORG)
      .get(/query/)
      .reply(200, page([{ Id: '1' }]));
    await salesforce.describe('User');
    expect(await allRows(salesforce.pages(SOQL))).toHaveLength(1);
  });

  test('limits say what was used', async () => {
    const { salesforce } = await connected();
    nock(ORG)
      .get(`${API}/limits`)
      .reply(200, { DailyApiRequests: { Max: 15_000, Remaining: 14_975 } });
    expect(await salesforce.limits()).toEqual({ used: 25, limit: 15_000 });
  });
});

describe('descriptions', () => {
  test('are asked for once in a while, and again when a query shows that they are out of date', async () => {
    const { salesforce } = await connected();
    const description = (field: string) => ({ name: 'User', fields: [{ name: field }] });
    nock(ORG)
      .get(/describe/)
      .reply(200, description('Old'));
    await salesforce.describe('User');
    await salesforce.describe('User');
    nock(ORG)
      .get(/query/)
      .reply(400, [{ errorCode: 'INVALID_FIELD', message: 'No such column' }]);
    await expect(allRows(salesforce.pages(SOQL))).rejects.toThrow(TryLater);
    nock(ORG)
      .get(/describe/)
      .reply(200, description('New'));
    expect((await salesforce.describe('User')).fields).toEqual(new Set(['New']));
  });
});

describe('logs of change', () => {
  const span = {
    start: Temporal.Instant.from('2026-11-20T10:11:12Z'),
    end: Temporal.Instant.from('2026-11-21T10:11:12Z'),
  };

  test('read ids, days and how far they are complete', async () => {
    const { salesforce } = await connected();
    nock(ORG)
      .get(`${API}/sobjects/Task/deleted`)
      .query({ start: '2026-11-20T10:11:12.000Z', end: '2026-11-21T10:11:12.000Z' })
      .reply(200, {
        deletedRecords: [{ id: '00T000000000001AAA', deletedDate: '2026-11-21T09:00:00.000+0000' }],
        earliestDateAvailable: '2026-11-06T10:00:00.000+0000',
        latestDateCovered: '2026-11-21T10:05:00.000+0000',
      });
    const deleted = await salesforce.deleted('Task', span);
    expect(deleted.latestDateCovered.toString()).toBe('2026-11-21T10:05:00Z');
    expect(deleted.deletedRecords[0]?.id).toBe('00T000000000001AAA');
  });

  test('the time of Salesforce comes from its answers', async () => {
    const { salesforce } = await connected();
    const answer = { ids: [], latestDateCovered: '2026-11-21T10:05:00.000+0000' };
    nock(ORG)
      .get(/updated/)
      .reply(200, answer, { date: 'Sat, 21 Nov 2026 10:11:12 GMT' });
    await salesforce.updated('Task', span);
    expect(salesforce.serverTime().toString()).toBe('2026-11-21T10:11:12Z');
  });
});
