import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { TryLater } from '#lib/errors.ts';
import { DEFAULT_HTTP, type HttpRules, sendHttp } from '#salesforce/http.ts';
import { retryAfterSeconds, waitBeforeRetry } from '#salesforce/http-retry.ts';

let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A server that answers the first call with the first listener, and so on; the last one for all the rest. */
async function serve(...listeners: RequestListener[]): Promise<{ url: string; calls: () => number }> {
  let calls = 0;
  const started = createServer((request, response) => {
    listeners[Math.min(calls++, listeners.length - 1)]?.(request, response);
  });
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(started.address() as AddressInfo).port}/`, calls: () => calls };
}

const fine: RequestListener = (_, response) => void response.end('fine');
const busy: RequestListener = (_, response) => void response.writeHead(503).end('<html><h1>Busy</h1></html>');
const dropped: RequestListener = (_, response) => {
  response.writeHead(200, { 'content-length': '1000' });
  response.write('half of it', () => void response.destroy());
};

const rules: HttpRules = {
  ...DEFAULT_HTTP,
  retry: { tries: 3, firstWait: 1, longestWait: 2000 },
  timeout: 5000,
};
const get = (url: string, own: Partial<HttpRules> = {}) =>
  sendHttp({ method: 'GET', url, headers: {}, body: undefined }, { ...rules, ...own });
const post = (url: string, own: Partial<HttpRules> = {}) =>
  sendHttp({ method: 'POST', url, headers: {}, body: 'x' }, { ...rules, ...own });

describe('a call to Salesforce', () => {
  test('whose connection drops in mid-body is made again', async () => {
    const { url, calls } = await serve(dropped, fine);
    expect((await get(url)).body).toBe('fine');
    expect(calls()).toBe(2);
  });

  test('that keeps dropping ends in an error instead of waiting for ever', async () => {
    const { url, calls } = await serve(dropped);
    await expect(get(url)).rejects.toThrow(TryLater);
    expect(calls()).toBe(3);
  });

  test('says in words what the last answer was when retries do not help', async () => {
    const { url } = await serve(busy);
    await expect(get(url)).rejects.toThrow(/answered 503: Busy/);
  });

  test('that may have done its work is not repeated', async () => {
    const { url, calls } = await serve(busy, fine);
    await expect(post(url)).rejects.toThrow(TryLater);
    expect(calls()).toBe(1);
  });

  test('is repeated after a POST only where the caller says so', async () => {
    const { url } = await serve(busy, fine);
    expect((await post(url, { repeatPosts: true })).body).toBe('fine');
  });

  test('ends when the time limit passes while the body is still coming', async () => {
    const { url } = await serve((_, response) => void response.writeHead(200).write('a'));
    await expect(get(url, { timeout: 50 })).rejects.toThrow(/time limit/);
  });

  test('ends when the body grows past the limit', async () => {
    const { url, calls } = await serve((_, response) => void response.end('x'.repeat(5000)));
    await expect(get(url, { largestBody: 1000 })).rejects.toThrow(/more than 1000 bytes/);
    expect(calls()).toBe(1);
  });

  test('hands over answers with an error status, for the caller to explain', async () => {
    const { url } = await serve((_, response) => void response.writeHead(400).end('[{}]'));
    expect(await get(url)).toMatchObject({ statusCode: 400, body: '[{}]' });
  });

  test('is put off, with the wait asked for, when Retry-After is longer than we sit still', async () => {
    const { url, calls } = await serve(
      (_, response) => void response.writeHead(429, { 'retry-after': '120' }).end(),
    );
    await expect(get(url)).rejects.toMatchObject({ waitSeconds: 120 });
    expect(calls()).toBe(1);
  });
});

describe('waiting', () => {
  const rule = { tries: 5, firstWait: 100, longestWait: 1000 };

  test('doubles up to the longest wait, less up to half by chance', () => {
    const wait = (attempt: number, random: number) =>
      waitBeforeRetry(attempt, { rule, askedSeconds: undefined, random });
    expect([1, 2, 3, 4, 5, 6].map((attempt) => wait(attempt, 0))).toEqual([100, 200, 400, 800, 1000, 1000]);
    expect(wait(3, 1)).toBe(200);
  });

  test('obeys Retry-After in seconds or as a date', () => {
    expect(retryAfterSeconds({ 'retry-after': '7' })).toBe(7);
    const date = 'Sat, 21 Nov 2026 10:00:00 GMT';
    expect(retryAfterSeconds({ 'retry-after': 'Sat, 21 Nov 2026 10:00:30 GMT', date })).toBe(30);
    expect(retryAfterSeconds({ 'retry-after': 'soon' })).toBeUndefined();
    expect(waitBeforeRetry(1, { rule, askedSeconds: 7, random: 0.9 })).toBe(7000);
  });
});
