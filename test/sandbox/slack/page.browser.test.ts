import type { App } from '@slack/bolt';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { browserPath, launchBrowser } from '../../support/browser.ts';
import { boltApp, start } from './support/bolt-app.ts';
import { HOME, MODAL } from './support/gallery-views.ts';
import { DANA, OMAR, SALES, startTeam, type LocalTeam } from './support/local-team.ts';

describe.skipIf(!browserPath)('the page', { timeout: 120_000 }, () => {
  let browser: Browser;
  let page: Page;
  let team: LocalTeam;
  let app: App;
  const steps: unknown[] = [];

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    team = await startTeam({ clockControl: { advance: async (step) => void steps.push(step) } });
    app = await start(sampleApp(team));
    page = await browser.newPage({ viewport: { width: 1100, height: 800 } });
    await page.goto(`${team.slack.url}/?as=${DANA}&in=${SALES}`);
  });
  afterEach(async () => {
    await page.close();
    await app.stop();
    await team.slack.close();
  });

  const type = async (text: string) => {
    await page.getByLabel('Message #sales').fill(text);
    await page.keyboard.press('Enter');
  };

  test('a typed command is answered before the eyes of the person, and a button in it works', async () => {
    await type('/attain bookings');
    const answer = page.getByRole('article').filter({ hasText: 'You asked for bookings' });
    await answer.waitFor();
    expect(await answer.getByText('Only visible to you').count()).toBe(1);

    await answer.getByRole('button', { name: 'Why?' }).click();

    await page.getByText('Because Dana won it').waitFor();
  });

  test('what one person says, another sees without loading the page again', async () => {
    await team.slack.say(OMAR, 'Good <b>morning</b> & welcome', { channel: SALES });

    const message = page.getByRole('log').getByRole('article', { name: /Omar Haddad/ });
    await message.waitFor();
    expect(await message.locator('.text').innerHTML()).toBe('Good &lt;b&gt;morning&lt;/b&gt; &amp; welcome');
  });

  test('an updated message changes in place and is marked as edited', async () => {
    const { ts } = await app.client.chat.postMessage({ channel: SALES, text: 'Dana leads' });
    await page.getByText('Dana leads').waitFor();

    await app.client.chat.update({ channel: SALES, ts: ts ?? '', text: 'Omar leads' });

    await page.getByText('Omar leads').waitFor();
    expect(await page.getByText('Dana leads').count()).toBe(0);
    expect(await page.getByText('(edited)').count()).toBe(1);
  });

  test('a modal is filled by keyboard, its errors stand by their fields, and it closes when all is right', async () => {
    await type('/attain board');
    const dialog = page.getByRole('dialog', { name: 'Set up a leaderboard' });
    await dialog.waitFor();

    await dialog.getByRole('button', { name: 'Preview' }).press('Enter');
    await dialog.getByText('Please complete this required field.').first().waitFor();
    const where = dialog.getByLabel('Where');
    expect(await where.getAttribute('aria-invalid')).toBe('true');
    expect(await where.evaluate((control) => control === control.ownerDocument.activeElement)).toBe(true);

    await where.selectOption({ label: '#sales' });
    await dialog.getByLabel('People', { exact: true }).check();
    await dialog.getByLabel('Monday').check();
    await dialog.getByLabel('How many').fill('7');
    await dialog.getByRole('button', { name: 'Preview' }).click();

    await page.getByText('#sales gets 7 people by bookings').waitFor();
    expect(await dialog.isVisible()).toBe(false);
  });

  test('Escape closes a modal', async () => {
    await type('/attain board');
    await page.getByRole('dialog').waitFor();

    await page.keyboard.press('Escape');

    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(team.slack.views(DANA)).toEqual([]);
  });

  test('the Home is published when its tab is opened, and asks before a grave action', async () => {
    await page.getByRole('link', { name: 'Home' }).click();
    await page.getByRole('heading', { name: 'Good morning, Dana' }).waitFor();

    await page.getByRole('button', { name: 'Pause nudges' }).click();
    await page.getByRole('dialog', { name: 'Pause nudges?' }).getByRole('button', { name: 'Keep' }).click();
    await page.getByRole('button', { name: 'Why?' }).click();

    await page.getByRole('button', { name: 'Why? (asked)' }).waitFor();
    expect(await page.getByRole('button', { name: 'Pause nudges' }).count()).toBe(1);
  });

  test('another colleague is chosen by name and sees their own things', async () => {
    await page.getByLabel('You are').selectOption({ label: 'Omar Haddad' });
    await page.getByRole('button', { name: 'Switch' }).click();
    await page.waitForURL(new RegExp(OMAR));

    expect(await page.getByRole('navigation', { name: 'Workspace' }).getByText('other').count()).toBe(0);
  });

  test('the clock is moved from the page', async () => {
    await page.locator('#clock > summary').click();
    await page.getByRole('button', { name: 'Monday 08:00' }).click();

    await expect.poll(() => steps).toEqual(['monday']);
  });

  test('a phone shows everything without sideways scrolling', async () => {
    await page.setViewportSize({ width: 390, height: 844 });

    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('link', { name: 'sales' }).waitFor();
  });
});

/** What the modal sends back, as far as the app looks at it. */
const Setup = z.object({
  channel: z.object({ x: z.object({ selected_conversation: z.string() }) }),
  count: z.object({ x: z.object({ value: z.string() }) }),
  metric: z.object({ x: z.object({ selected_option: z.object({ value: z.string() }) }) }),
});

/** An app with one command, a modal and a Home. */
function sampleApp(team: LocalTeam): App {
  const app = boltApp(team.slack);
  const why = {
    type: 'actions',
    elements: [{ type: 'button', action_id: 'why', text: { type: 'plain_text', text: 'Why?' } }],
  };
  app.command('/attain', async ({ ack, command, client, respond }) => {
    await ack();
    if (command.text === 'board')
      await client.views.open({ trigger_id: command.trigger_id, view: MODAL as never });
    else {
      const words = { type: 'section', text: { type: 'mrkdwn', text: `You asked for *${command.text}*` } };
      await respond({ text: 'Figures', blocks: [words, why] as never });
    }
  });
  app.action('why', async ({ ack, respond }) => {
    await ack();
    await respond({ replace_original: false, text: 'Because Dana won it' });
  });
  app.action('home_why', async ({ ack, body, client }) => {
    await ack();
    const home = JSON.parse(JSON.stringify(HOME).replace('"Why?"', '"Why? (asked)"'));
    await client.views.publish({ user_id: body.user.id, view: home });
  });
  app.view('board_setup', async ({ ack, view, client, body }) => {
    await ack();
    const entered = Setup.parse(view.state.values);
    const where = entered.channel.x.selected_conversation;
    const words = `<#${where}> gets ${entered.count.x.value} people by ${entered.metric.x.selected_option.value}`;
    await client.chat.postEphemeral({ channel: SALES, user: body.user.id, text: words });
  });
  app.event('app_home_opened', async ({ client, event }) => {
    await client.views.publish({ user_id: event.user, view: HOME as never });
  });
  return app;
}
