import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const WIDTHS = { desk: 760, phone: 375 } as const;

/** Photographs each page in the width of a desk and of a phone; says where something is wider than its page. */
export async function takePictures(folder: string, files: readonly string[]): Promise<void> {
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'],
  });
  for (const [name, width] of Object.entries(WIDTHS)) {
    const page = await browser.newPage({ viewport: { width, height: 900 } });
    for (const file of files.filter((one) => one.endsWith('.html') && one !== 'index.html')) {
      await page.goto(pathToFileURL(resolve(folder, file)).href);
      const wide = await page.evaluate(
        'Array.from(document.querySelectorAll(".specimen")).filter((one) => one.scrollWidth > one.clientWidth + 24).map((one) => one.querySelector("h2").textContent)',
      );
      if (Array.isArray(wide) && wide.length > 0)
        console.log(`${file}, ${name}: too wide: ${wide.join('; ')}`);
      await page.screenshot({ path: join(folder, file.replace('.html', `-${name}.png`)), fullPage: true });
    }
    await page.close();
  }
  await browser.close();
}
