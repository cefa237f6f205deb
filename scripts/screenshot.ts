/** Takes the README's picture: starts the sandbox in a folder of its own, opens the page and photographs it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const target = process.argv[2] ?? 'docs/images/leaderboard.png';
const dataDir = mkdtempSync(join(tmpdir(), 'attain-picture-'));
const product = spawn(process.execPath, ['src/main.ts'], {
  env: { ...process.env, DATA_DIR: dataDir, PORT: '0' },
  stdio: ['ignore', 'pipe', 'inherit'],
});

const address = await new Promise<string>((resolve, reject) => {
  let said = '';
  product.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    const match = /running: (http:\S+)/.exec(said);
    if (match?.[1]) resolve(match[1]);
  });
  product.once('exit', () => reject(new Error(`the product ended:\n${said}`)));
});

const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'],
});
const page = await browser.newPage({ viewport: { width: 1200, height: 1500 } });
page.setDefaultTimeout(60_000);
await page.goto(`${address}/?as=U0BW0000008&in=C0BW000LEAD`);
await page.getByRole('table').first().waitFor();
await page.getByRole('textbox', { name: /^Message/ }).fill('/attain');
await page.keyboard.press('Enter');
await page.getByText('Only visible to you').first().waitFor();
mkdirSync('docs/images', { recursive: true });
await page.screenshot({ path: target });
await browser.close();
product.kill('SIGINT');
await once(product, 'exit');
rmSync(dataDir, { recursive: true, force: true });
console.log(`Wrote ${target}`);
