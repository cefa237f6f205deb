import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inventCompany } from '#sandbox/company/company.ts';
import { writeOrgFolder } from '#sandbox/company/org-folder-writer.ts';

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

describe('npm start and npm run attain', { timeout: 180_000 }, () => {
  let folder: string;
  let environment: NodeJS.ProcessEnv;
  let product: ChildProcess;
  let page: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'attain-cli-'));
    await writeOrgFolder(inventCompany({ scale: 0.05 }), join(folder, 'org'));
    const { PATH, HOME } = process.env;
    environment = { PATH, HOME, DATA_DIR: join(folder, 'data'), PORT: '0' };
    ({ product, page } = await start());
  });
  afterAll(async () => {
    product?.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  async function start(): Promise<{ product: ChildProcess; page: string }> {
    const child = spawn(process.execPath, ['src/main.ts', '--org', join(folder, 'org')], {
      env: environment,
    });
    let said = '';
    const found = await new Promise<string>((resolve, reject) => {
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        const match = /running: (http:\S+)/.exec(said);
        if (match?.[1]) resolve(match[1]);
      });
      child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
      child.once('exit', () => reject(new Error(said)));
    });
    return { product: child, page: found };
  }

  function attain(...argv: readonly string[]): Promise<Ended> {
    return new Promise((resolve) => {
      execFile(process.execPath, ['src/cli/main.ts', ...argv], { env: environment }, (error, out, err) =>
        resolve({ code: error ? Number(error.code) : 0, out, err }),
      );
    });
  }

  it('prints figures through the process that holds the folder', async () => {
    const { out, code } = await attain(
      'figures',
      '--metric',
      'bookings,deals_won',
      '--period',
      '2026-Q3,2026-Q4',
      '--format',
      'csv',
    );
    expect(code).toBe(0);
    const [header, ...rows] = out.trim().split('\n');
    expect(header).toBe('metric,by,key,name,period,value,unit');
    expect(rows.map((row) => row.split(',').slice(0, 3).join(','))).toEqual([
      'bookings,company,all',
      'bookings,company,all',
      'deals_won,company,all',
      'deals_won,company,all',
    ]);
  });

  it('refuses what it cannot read, says what to do, and ends with 1', async () => {
    const metric = await attain('figures', '--metric', 'bokings', '--period', '2026');
    expect(metric).toMatchObject({ code: 1 });
    expect(metric.err).toMatch(/did you mean bookings/);
    const file = join(folder, 'quotas.csv');
    await writeFile(file, 'rep_email,period,metric,amount\nnobody@nowhere.example,2026-Q4,bookings,-5\n');
    const quotas = await attain('quotas', 'import', file);
    expect(quotas.code).toBe(1);
    expect(quotas.err).toMatch(/nothing was written/);
    expect(quotas.err).toMatch(/line 2/);
  });

  it('corrects where a person stood: tried first, then kept, and the teams follow', async () => {
    const teams = async () => {
      const asked = ['--metric', 'bookings', '--by', 'team', '--period', '2026-Q3', '--format', 'csv'];
      return (await attain('figures', ...asked)).out;
    };
    const before = await teams();
    const { out } = await attain(
      'figures',
      '--metric',
      'bookings',
      '--by',
      'person',
      '--period',
      '2026-Q3',
      '--format',
      'csv',
    );
    const sellers = out
      .split('\n')
      .filter((row) => row.startsWith('bookings,person,') && !row.includes(',0.00,'));
    const email = sellers[0]?.split(',')[2] ?? '';
    const file = join(folder, 'corrections.csv');
    await writeFile(file, `email,kind,value,from,to,reason\n${email},team,Blue,2026-01-01,,dotted line\n`);
    const tried = await attain('people', 'correct', file, '--dry-run');
    expect(tried.out).toMatch(
      /^Checked, nothing kept: 1 corrections\. Touches 1 person and \d+ credited deals/,
    );
    expect(await teams()).toBe(before);
    expect((await attain('people', 'correct', file)).out).toMatch(/^Kept: 1 corrections/);
    expect(await teams()).toContain('bookings,team,Blue,Blue,2026-Q3,');
    const facts = await attain('people', 'facts', email, '--on', '2026-08-01');
    expect(facts.out).toMatch(/team +Blue +2026-01-01/);
    await writeFile(
      file,
      'email,kind,value,from,to,reason\nnobody@nowhere.example,team,Blue,2026-01-01,,x\n',
    );
    const wrong = await attain('people', 'correct', file);
    expect(wrong.code).toBe(1);
    expect(wrong.err).toMatch(/line 2, email: nobody in Salesforce has the e-mail "nobody@nowhere\.example"/);
    expect((await attain('people', 'check')).code).toBe(0);
  });

  it('takes holidays from a file', async () => {
    const file = join(folder, 'holidays.csv');
    await writeFile(file, 'day,name,location\n2026-12-25,Christmas,\n2026-11-26,Thanksgiving,Boston\n');
    const { out } = await attain('calendar', 'import', file);
    expect(out).toMatch(/^2 holidays of 2 locations are in use/);
  });

  it('moves the clock of a sandbox, posts what comes due, and says what a board would say', async () => {
    expect(await attain('clock', 'advance', 'monday')).toMatchObject({ code: 0 });
    const state = (await (await fetch(`${page}/sandbox/state`)).json()) as {
      channels: { name: string; messages: unknown[] }[];
    };
    const board = state.channels.find((channel) => channel.name === 'sales-leaderboard');
    expect(board?.messages).toHaveLength(2);
    const dry = await attain('leaderboard', 'post', '--dry-run');
    expect(dry.out).toMatch(/Board 1, bookings by week/);
  });

  it('has nothing wrong to tell', async () => {
    const { out, code } = await attain('doctor');
    expect(out).toMatch(/Nothing is wrong/);
    expect(code).toBe(0);
  });

  it('stops on Ctrl-C, answers alone from the folder, and goes on where it was', async () => {
    const exit = once(product, 'exit');
    product.kill('SIGINT');
    expect(await exit).toEqual([0, null]);
    const alone = await attain('figures', '--metric', 'deals_won', '--period', '2026-Q4', '--format', 'csv');
    expect(alone.out).toMatch(/deals_won,company,all/);
    ({ product, page } = await start());
    const again = await attain('figures', '--metric', 'deals_won', '--period', '2026-Q4', '--format', 'csv');
    expect(again.out).toBe(alone.out);
    const { out } = await attain('clock', 'show');
    expect(out).toMatch(/^2026-11-23T/);
  });
});
