import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';
import { must } from '#lib/errors.ts';
import type { SlackTeam } from '#sandbox/company/slack-team.ts';
import { browserPath, launchBrowser } from '../../support/browser.ts';
import { type Product, type ProductOptions, startProduct } from '../../support/product.ts';

/** As long as a busy machine may take for one step. */
const PATIENCE_MS = 60_000;
/** What people see is told, not how fast this machine is: in Slack an answer may take three seconds. */
const UNHURRIED = { limits: { ackMs: PATIENCE_MS, triggerMs: PATIENCE_MS } };
const STORY = { timeout: 240_000 };

/** One product, one browser and one page, shared by the stories of a file. */
interface Stage {
  /** Running from the first story on. */
  readonly product: Product;
  readonly page: Page;
  /** Somebody of the invented company, by the name they go by or their handle. */
  person(name: string): SlackTeam['people'][number];
  /** Shows a place as somebody sees it. */
  open(who: string, place: string): Promise<void>;
  /** Shows what Attain and somebody wrote to each other. */
  openMessages(who: string): Promise<void>;
  /** The newest message that holds these words. */
  article(words: string | RegExp): Locator;
  window(title: string): Locator;
  /** Writes a line and sends it. */
  type(line: string): Promise<void>;
}

/** Tells stories at the page, of a product of their own or of one that runs; without a browser they are listed as not run. */
export function atThePage(
  title: string,
  tell: (stage: Stage) => void,
  { running, ...options }: ProductOptions & { readonly running?: () => Product } = {},
): void {
  const shown = `${title}${browserPath ? '' : ' (not run: no browser here)'}`;
  describe.skipIf(!browserPath)(shown, STORY, () => {
    let own: Product | undefined;
    let browser: Browser | undefined;
    let page: Page | undefined;
    beforeAll(async () => {
      if (!running) own = await startProduct({ slack: UNHURRIED, ...options });
      browser = await launchBrowser();
      page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
      page.setDefaultTimeout(PATIENCE_MS);
    }, 120_000);
    afterAll(async () => {
      await browser?.close();
      await own?.close();
    });
    tell(stageOf({ product: () => must(own ?? running?.(), 'a product'), page: () => must(page, 'a page') }));
  });
}

function stageOf(now: { product(): Product; page(): Page }): Stage {
  const open = async (who: string, place: string) => {
    await now.page().goto(`${now.product().slack.url}/?as=${who}&in=${place}`);
  };
  return {
    get product() {
      return now.product();
    },
    get page() {
      return now.page();
    },
    person: (name) =>
      must(
        now.product().team.people.find((one) => one.realName === name || one.name === name),
        name,
      ),
    open,
    openMessages: (who) => open(who, `D${who}`),
    article: (words) => now.page().getByRole('article').filter({ hasText: words }).last(),
    window: (title) => now.page().getByRole('dialog', { name: title }),
    async type(line) {
      await now
        .page()
        .getByRole('textbox', { name: /^Message/ })
        .fill(line);
      await now.page().keyboard.press('Enter');
    },
  };
}
