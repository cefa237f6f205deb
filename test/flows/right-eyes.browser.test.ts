import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { runCommand } from '#cli/program.ts';
import { parseConfig } from '#config.ts';
import { must } from '#lib/errors.ts';
import { noProgress } from '#lib/progress.ts';
import { atThePage } from './support/at-the-page.ts';

const WEEK = { hours: 7 * 24 };

atThePage('the first days of a company, at the page', (stage) => {
  const { article, open, openMessages, person, type, window } = stage;
  let installer: string;
  let channel: string;
  beforeAll(() => {
    const { team } = stage.product;
    [installer, channel] = [team.installerId, team.boardToStartWith.channelId];
  });

  /** What is said to the person, without whom they asked about and when. */
  async function answerAbout(name: string): Promise<string> {
    await type(`/attain bookings this quarter ${name}`);
    const answer = article('Only visible to you').filter({ hasText: name });
    await answer.waitFor();
    return withoutTimes(answer, name);
  }

  it('leads whoever installed it from the checklist to the first leaderboard, and posts nothing before', async () => {
    await stage.product.pass();
    await openMessages(installer);
    const checklist = article('Setting up Attain');
    await checklist
      .getByText(/Make the first leaderboard \(to do\): none yet/)
      .first()
      .waitFor();
    expect(stage.product.slack.messages(channel)).toEqual([]);

    await checklist.getByRole('button', { name: /^Set up a board/ }).click();
    const form = window('Set up a board');
    await form.getByLabel('Channel').selectOption(channel);
    await form.getByRole('button', { name: 'Preview' }).click();
    const preview = window('Preview');
    await preview.getByRole('button', { name: 'Post on schedule' }).click();
    await window('Board set up').getByRole('button', { name: 'Done' }).click();
    await stage.product.pass();

    await checklist
      .getByText(/Make the first leaderboard \(done\): 1 set up/)
      .first()
      .waitFor();
    await open(installer, channel);
    await article('Bookings, 2026-W47').getByRole('table').first().waitFor();
  });

  it('refuses a colleague’s figures as it refuses those of somebody who does not exist', async () => {
    await open(person('caleb.thornquist').id, channel);
    const { realName } = must(
      stage.product.team.people.find((one) => one.id !== installer && one.name !== 'caleb.thornquist'),
      'a colleague',
    );
    const peer = await answerAbout(realName);
    const nobody = await answerAbout('Quentin Nobody');
    expect(peer).toBe(nobody);
    expect(peer).not.toMatch(/[$]|\d,\d/);
  });

  it('takes out a person who asks for it, and says no more of a topic that was snoozed', async () => {
    const board = () => must(stage.product.slack.messages(channel)[0], 'the board').text;
    const leaving = must(
      stage.product.team.people.find(({ id, realName }) => id !== installer && board().includes(realName)),
      'somebody on the board',
    );
    await openMessages(leaving.id);
    await type('/attain privacy');
    await article('Your data').getByRole('button', { name: 'Ask to be erased' }).click();
    await window('Ask to be erased?').getByRole('button', { name: 'Ask' }).click();
    await article('You asked to be erased.').waitFor();
    await stage.product.pass();

    await openMessages(installer);
    await article(`${leaving.realName} asks to be erased.`)
      .getByRole('button', { name: /^Snooze/ })
      .click();
    await window('Snooze').getByRole('button', { name: 'Snooze' }).click();
    await window('Snoozed')
      .getByText(/paused until/)
      .waitFor();
    await window('Snoozed').getByRole('button', { name: 'Done' }).click();

    const asking = person('caleb.thornquist');
    await openMessages(asking.id);
    await type('/attain privacy');
    await article('Your data').getByRole('button', { name: 'Ask for a copy' }).click();
    await window('Ask for a copy?').getByRole('button', { name: 'Ask' }).click();
    await article('You asked for a copy of your data.').waitFor();
    await stage.product.pass();
    await openMessages(installer);
    await article('asks to be erased').waitFor();
    expect(await stage.page.getByText(`${asking.realName} asks for a copy`).count()).toBe(0);
    await open(installer, 'home');
    await stage.page
      .getByText(/until \w{3} \d+, 2026/)
      .first()
      .waitFor();

    await erase(leaving.email);
    await stage.product.pass();
    await open(installer, channel);
    await article('Bookings, 2026-W47').getByRole('table').first().waitFor();
    expect(await stage.page.getByRole('log').getByText(leaving.realName).count()).toBe(0);
    expect(board()).not.toContain(leaving.realName);
  });

  it('posts nothing of a schedule that was paused in Home, and goes on with the next one', async () => {
    const posted = () => stage.product.slack.messages(channel).length;
    const before = posted();
    await open(installer, 'home');
    await stage.page.getByRole('button', { name: /^Pause: people by bookings/ }).click();
    await stage.page.getByText(/Paused by .*nothing is posted/).waitFor();
    await stage.product.pass(WEEK);
    expect(posted()).toBe(before);

    await stage.page.getByRole('button', { name: /^Resume: people by bookings/ }).click();
    await stage.page.getByRole('button', { name: /^Pause: people by bookings/ }).waitFor();
    await stage.product.pass();
    expect(posted()).toBe(before);
    await stage.product.pass(WEEK);
    expect(posted()).toBe(before + 1);
  });

  /** As whoever runs the product does it, on the command line. */
  async function erase(email: string): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'attain-erase-'));
    const terminal = { cwd: folder, out: () => undefined, err: () => undefined, progress: noProgress };
    const host = {
      config: parseConfig({}),
      services: stage.product.app.services,
      reader: stage.product.app.reader,
      catchUp: stage.product.app.catchUp,
      clock: undefined,
      queue: undefined,
    };
    expect(await runCommand(['person', 'erase', email, '--yes'], terminal, async () => host)).toBe(0);
    await rm(folder, { recursive: true });
  }
});

async function withoutTimes(answer: Locator, name: string): Promise<string> {
  const words = await answer.innerText();
  return words.replaceAll(name, '…').replaceAll(/\d{1,2}:\d{2}(?:\s?[AP]M)?/g, '');
}
