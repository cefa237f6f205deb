import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { must } from '#lib/errors.ts';
import { browserPath, launchBrowser } from '../support/browser.ts';
import { type Product, startProduct } from '../support/product.ts';

const PATIENCE = { timeout: 60_000 };

describe.skipIf(!browserPath)(
  `Monday at the page${browserPath ? '' : ' (not run: no browser here)'}`,
  { timeout: 240_000 },
  () => {
    let product: Product;
    let browser: Browser;
    let page: Page;

    beforeAll(async () => {
      product = await startProduct();
      browser = await launchBrowser();
      page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
      page.setDefaultTimeout(PATIENCE.timeout);
    }, 120_000);
    afterAll(async () => {
      await browser?.close();
      await product?.close();
    });

    const openMessages = (who: string) => page.goto(`${product.slack.url}/?as=${who}&in=D${who}`);
    const person = (realName: string) =>
      must(
        product.team.people.find((one) => one.realName === realName),
        realName,
      ).id;

    it('brings a manager one digest, in which a deal is taken in hand and everyone who reads of it sees by whom', async () => {
      const lead = person('Chiara Bellandi');
      const leadAbove = person('Rosalind Achterberg');
      await openMessages(leadAbove);
      await page.locator('#clock > summary').click();
      await page.getByRole('button', { name: 'Monday 08:00' }).click();
      const digest = page.getByRole('article').filter({ hasText: 'Your team is at' });
      await digest.getByText(/^Deals that need a look/).waitFor();
      await page.getByText('Mon, Nov 23, 2026, 8:00 AM').waitFor();

      await openMessages(lead);
      // One message: of two this would not be content.
      await digest.waitFor();
      await digest
        .getByRole('button', { name: /^I'll ask about / })
        .first()
        .click();
      await digest.getByText(/Chiara Bellandi asks about it, Nov 23/).waitFor();
      expect(await digest.getByRole('button', { name: /^I'll ask about / }).count()).toBe(0);

      await product.app.catchUp();
      await openMessages(leadAbove);
      await digest.getByText(/Chiara Bellandi asks about it, Nov 23/).waitFor();
      await digest
        .getByRole('button', { name: /^Why is the attainment/ })
        .first()
        .click();
      await page
        .getByText(/definition/i)
        .first()
        .waitFor();
    });
  },
);
