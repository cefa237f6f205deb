import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The browser of this machine, or undefined: then stories that need one are listed as not run. */
export const browserPath: string | undefined = findBrowser();

function findBrowser(): string | undefined {
  const named = process.env['CHROMIUM_PATH'];
  const found = named ?? PLACES.find((place) => existsSync(place));
  if (found === undefined && process.env['CI']) throw new Error('no browser found; set CHROMIUM_PATH');
  return found;
}

/** Starts the browser without a window and without anything it would fetch by itself. */
export function launchBrowser(): Promise<Browser> {
  if (browserPath === undefined) throw new Error('no browser on this machine');
  return chromium.launch({
    executablePath: browserPath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
