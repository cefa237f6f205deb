import { describe, expect, it } from 'vitest';
import { company, deal, dealRow, NOON, rawCall, soqlPath, stand } from './support.ts';

const SOQL = 'SELECT Id, Name FROM Opportunity';

describe('a fault on demand', () => {
  it('strikes as often as asked, and only the calls it is meant for', async () => {
    const { conn, server } = await stand(company({ Task: [] }));
    server.driver.fault({
      match: { object: 'Opportunity', kind: 'query' },
      times: 2,
      effect: { do: 'unavailable' },
    });
    expect((await rawCall(conn, soqlPath('SELECT Id FROM Task'))).status).toBe(200);
    const struck = await rawCall(conn, soqlPath(SOQL));
    expect(struck.status).toBe(503);
    expect(await struck.text()).toContain('<html>');
    expect((await rawCall(conn, soqlPath(SOQL))).status).toBe(503);
    expect((await rawCall(conn, soqlPath(SOQL))).status).toBe(200);
  });

  it.each([
    ['session-expired', 401, 'INVALID_SESSION_ID'],
    ['server-error', 500, 'UNKNOWN_EXCEPTION'],
    ['query-timeout', 400, 'QUERY_TIMEOUT'],
    ['limit-exceeded', 403, 'REQUEST_LIMIT_EXCEEDED'],
  ] as const)('can be %s', async (effect, status, errorCode) => {
    const { conn, server } = await stand();
    server.driver.fault({ effect: { do: effect } });
    const response = await rawCall(conn, soqlPath(SOQL));
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject([{ errorCode }]);
  });

  it('can cut the connection on the page that holds a given row', async () => {
    const rows = Array.from({ length: 500 }, (_, i) => dealRow(i + 1));
    const { conn, server } = await stand(company({ Opportunity: rows }), { pageSize: 200 });
    server.driver.fault({ match: { row: 250 }, effect: { do: 'reset' } });
    const first = await conn.request<{ nextRecordsUrl: string }>(soqlPath(SOQL));
    const second = first.nextRecordsUrl.replace('/services/data/v67.0', '');
    await expect(rawCall(conn, second).then((response) => response.text())).rejects.toThrow();
    const again = await rawCall(conn, second);
    expect(await again.json()).toMatchObject({ totalSize: 500 });
  });

  it('can end the JSON early under a proper 200', async () => {
    const { conn, server } = await stand();
    server.driver.fault({ effect: { do: 'truncate' } });
    const response = await rawCall(conn, soqlPath(SOQL));
    expect(response.status).toBe(200);
    await expect(response.json()).rejects.toThrow(SyntaxError);
  });

  it('can make the token endpoint refuse', async () => {
    const { conn, server } = await stand();
    const effect = {
      do: 'oauth-error',
      error: 'invalid_grant',
      description: 'expired access/refresh token',
    } as const;
    server.driver.fault({ match: { path: 'oauth2/token' }, effect });
    await expect(conn.authorize({ grant_type: 'client_credentials' })).rejects.toMatchObject({
      name: 'invalid_grant',
    });
    await conn.authorize({ grant_type: 'client_credentials' });
  });

  it('waits for the calls it is told to let pass, and is gone when cleared', async () => {
    const { conn, server } = await stand();
    server.driver.fault({ after: 1, times: 5, effect: { do: 'server-error' } });
    const statuses = [await rawCall(conn, soqlPath(SOQL)), await rawCall(conn, soqlPath(SOQL))];
    server.driver.clearFaults();
    statuses.push(await rawCall(conn, soqlPath(SOQL)));
    expect(statuses.map(({ status }) => status)).toEqual([200, 500, 200]);
  });
});

describe('the daily limit', () => {
  it('is told on each answer, refuses when used up, and frees itself over 24 hours', async () => {
    const { conn, server, clock } = await stand(undefined, { dailyLimit: 10 });
    await conn.query(SOQL);
    expect(conn.limitInfo).toEqual({ apiUsage: { used: 1, limit: 10 } });
    server.driver.setDailyLimit(10, 10);
    await expect(conn.query(SOQL)).rejects.toMatchObject({ errorCode: 'REQUEST_LIMIT_EXCEEDED' });
    clock.moveTo(NOON.add({ hours: 25 }));
    await conn.query(SOQL);
    const { DailyApiRequests } = await conn.limits();
    expect(DailyApiRequests).toEqual({ Max: 10, Remaining: 8 });
  });
});

describe('the clock', () => {
  it('is business time in the Date header', async () => {
    const { conn } = await stand();
    const response = await rawCall(conn, soqlPath(SOQL));
    expect(response.headers.get('date')).toBe('Wed, 18 Nov 2026 12:00:00 GMT');
  });
});

describe('the endpoints for other processes', () => {
  const post = (url: string, body: unknown, type = 'application/json') =>
    fetch(url, { method: 'POST', headers: { 'content-type': type }, body: JSON.stringify(body) });

  it('change records, set faults and tell the state', async () => {
    const { server, conn } = await stand();
    const records = `${server.url}/sandbox/records`;
    await post(records, { op: 'update', type: 'Opportunity', id: deal(1), fields: { StageName: 'Signed' } });
    const made = await post(records, { op: 'create', type: 'Opportunity', fields: { Name: 'Second' } });
    expect(await made.json()).toMatchObject({ id: expect.stringMatching(/^006/) });
    expect((await conn.query('SELECT Id FROM Opportunity WHERE IsWon = true')).totalSize).toBe(1);
    await post(`${server.url}/sandbox/faults`, { effect: { do: 'server-error' } });
    expect((await rawCall(conn, soqlPath(SOQL))).status).toBe(500);
    const state = await fetch(`${server.url}/sandbox/state`);
    expect(await state.json()).toMatchObject({ organization: 'Test company', records: { Opportunity: 2 } });
  });

  it('refuse what they do not understand and what a web page could send', async () => {
    const { server } = await stand();
    const records = `${server.url}/sandbox/records`;
    expect((await post(records, { op: 'upsert' })).status).toBe(400);
    expect((await post(records, { op: 'delete', type: 'Mood', id: deal(1) })).status).toBe(400);
    expect(
      (await post(records, { op: 'delete', type: 'Opportunity', id: deal(1) }, 'text/plain')).status,
    ).toBe(415);
  });
});

describe('the call counter', () => {
  it('counts by kind and by object', async () => {
    const { server, conn } = await stand();
    server.driver.resetCalls();
    await conn.query(SOQL);
    await conn.describe('Opportunity');
    expect(server.driver.calls()).toEqual({
      total: 2,
      byKind: { query: 1, describe: 1 },
      byObject: { Opportunity: { query: 1, describe: 1 } },
    });
  });
});
