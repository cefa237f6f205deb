import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserPath, launchBrowser } from '../support/browser.ts';
import { type Product, startProduct } from '../support/product.ts';

const PATIENCE = { timeout: 60_000 };

describe.skipIf(!browserPath)(
  `a person at the page${browserPath ? '' : ' (not run: no browser here)'}`,
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
    });
    afterAll(async () => {
      await browser?.close();
      await product?.close();
    });

    const open = (who: string, channel: string) => page.goto(`${product.slack.url}/?as=${who}&in=${channel}`);
    const type = async (text: string) => {
      await page.getByRole('textbox', { name: /^Message/ }).fill(text);
      await page.keyboard.press('Enter');
    };

    it('asks for attainment and is answered privately, with a reason one press away', async () => {
      const rep = product.team.people.find(({ name }) => name === 'caleb.thornquist');
      await open(rep?.id ?? '', product.team.boardToStartWith.channelId);
      await type('/attain');
      const answer = page.getByRole('article').filter({ hasText: 'Only visible to you' }).last();
      await answer
        .getByText(/attainment/i)
        .first()
        .waitFor();
      await answer.getByRole('button', { name: /why/i }).click();
      await page
        .getByText(/definition/i)
        .first()
        .waitFor();
    });

    it('sets up a leaderboard through its window, moves the clock and sees the next post', async () => {
      const channel = product.team.boardToStartWith.channelId;
      await open(product.team.installerId, channel);
      await type('/attain leaderboard setup');
      const form = page.getByRole('dialog', { name: 'Set up a board' });
      await form.getByLabel('Rank by').selectOption({ label: 'Deals won' });
      await form.getByLabel('How many rows').fill('500');
      await form.getByRole('button', { name: 'Preview' }).click();
      await form.getByText(/100/).last().waitFor();
      await form.getByLabel('How many rows').fill('5');
      await form.getByRole('button', { name: 'Preview' }).click();
      const preview = page.getByRole('dialog', { name: 'Preview' });
      await preview.getByText(/lead/).first().waitFor();
      expect(product.slack.messages(channel)).toHaveLength(0);
      await preview.getByRole('button', { name: 'Post on schedule' }).click();
      await page.getByRole('dialog', { name: 'Board set up' }).getByRole('button', { name: 'Done' }).click();
      const board = page.getByRole('article').filter({ hasText: 'Deals won, 2026-W47' });
      await board.getByRole('table').first().waitFor();

      await page.locator('#clock > summary').click();
      await page.getByRole('button', { name: 'Monday 08:00' }).click();
      await page.getByRole('article').filter({ hasText: 'Deals won, 2026-W48' }).first().waitFor();
      expect(product.slack.messages(channel).map((message) => message.text.split(',')[1]?.trim())).toEqual([
        '2026-W47',
        '2026-W48',
      ]);
    });
  },
);
