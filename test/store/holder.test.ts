import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { askHolder, serveHolder } from '#store/holder.ts';
import { holderAddress } from '#store/holder-address.ts';
import type { HolderHandler, HolderServer } from '#store/holder.ts';
import type { HolderOutput } from '#store/holder-protocol.ts';

let folder = '';
let server: HolderServer | undefined;
const REQUEST = { argv: ['figures'], cwd: '/somewhere' };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'attain-holder-'));
});

afterEach(async () => {
  await server?.close();
  server = undefined;
  rmSync(folder, { recursive: true });
});

async function ask(handler: HolderHandler, request: Parameters<typeof askHolder>[1] = REQUEST) {
  server = await serveHolder(folder, handler);
  const outputs: HolderOutput[] = [];
  const code = await askHolder(folder, request, (output) => outputs.push(output));
  return { code, outputs };
}

describe('running a command in the process that holds the folder', () => {
  test('hands over the command line, its folder and its input, and streams what it prints', async () => {
    const request = { argv: ['quotas', 'import', '-'], cwd: '/data', stdin: 'a\u2028b\nc'.repeat(50_000) };
    const { code, outputs } = await ask(async (got, { write }) => {
      expect(got).toEqual(request);
      write({ kind: 'progress', label: 'rows', done: 1, total: 2 });
      write({ kind: 'stdout', text: 'two\nlines\u2028\n' });
      write({ kind: 'stderr', text: 'careful\n' });
      return 3;
    }, request);
    expect(code).toBe(3);
    expect(outputs).toEqual([
      { kind: 'progress', label: 'rows', done: 1, total: 2 },
      { kind: 'stdout', text: 'two\nlines\u2028\n' },
      { kind: 'stderr', text: 'careful\n' },
    ]);
  });

  test('gives nothing when nobody holds the folder, also when a dead one left its socket', async () => {
    expect(await askHolder(folder, REQUEST, () => undefined)).toBeUndefined();
    writeFileSync(holderAddress(folder), '');
    expect(await askHolder(folder, REQUEST, () => undefined)).toBeUndefined();
    expect((await ask(async () => 0)).code).toBe(0);
  });

  test('tells what went wrong when the command throws', async () => {
    const { code, outputs } = await ask(async () => {
      throw new Error('the org is locked');
    });
    expect(code).toBe(1);
    expect(outputs).toEqual([{ kind: 'stderr', text: 'the org is locked\n' }]);
  });

  test('says so when the holder stops before the command has ended', async () => {
    const started = Promise.withResolvers<void>();
    server = await serveHolder(folder, async () => {
      started.resolve();
      return new Promise(() => undefined);
    });
    const asked = askHolder(folder, REQUEST, () => undefined);
    await started.promise;
    await server.close();
    await expect(asked).rejects.toThrow('stopped before the command had finished');
  });

  test('tells the command when the one who asked goes away', async () => {
    const gone = Promise.withResolvers<void>();
    const started = Promise.withResolvers<void>();
    server = await serveHolder(folder, async (_request, { signal }) => {
      signal.addEventListener('abort', () => gone.resolve());
      started.resolve();
      await gone.promise;
      return 0;
    });
    const socket = connect(holderAddress(folder));
    socket.write(`${JSON.stringify(REQUEST)}\n`);
    await started.promise;
    socket.destroy();
    await gone.promise;
  });

  test('refuses what is no command line', async () => {
    const { code, outputs } = await ask(async () => 0, { argv: 'rm' as never, cwd: '' });
    expect(code).toBe(1);
    expect(outputs).toMatchObject([{ kind: 'stderr', text: expect.stringContaining('expected array') }]);
  });

  test('lets only the same user in', async () => {
    server = await serveHolder(folder, async () => 0);
    expect(statSync(holderAddress(folder)).mode & 0o777).toBe(0o600);
  });

  test('listens elsewhere, in a folder of its own, when the path would be too long for a socket', async () => {
    const parent = folder;
    folder = join(parent, 'x'.repeat(120));
    mkdirSync(folder);
    expect(Buffer.byteLength(holderAddress(folder))).toBeLessThanOrEqual(100);
    expect((await ask(async () => 0)).code).toBe(0);
    expect(statSync(join(holderAddress(folder), '..')).mode & 0o777).toBe(0o700);
    folder = parent;
  });
});
