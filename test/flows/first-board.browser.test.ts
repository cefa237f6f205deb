import { expect, it } from 'vitest';
import { atThePage } from './support/at-the-page.ts';

atThePage('a person at the page', (stage) => {
  const { article, open, person, type, window } = stage;

  it('asks for attainment and is answered privately, with a reason one press away', async () => {
    const { page, product } = stage;
    await open(person('caleb.thornquist').id, product.team.boardToStartWith.channelId);
    await type('/attain');
    const answer = article('Only visible to you');
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
    const { page, product } = stage;
    const channel = product.team.boardToStartWith.channelId;
    await open(product.team.installerId, channel);
    await type('/attain leaderboard setup');
    const form = window('Set up a board');
    await form.getByLabel('Rank by').selectOption({ label: 'Deals won' });
    await form.getByLabel('How many rows').fill('500');
    await form.getByRole('button', { name: 'Preview' }).click();
    await form.getByText(/100/).last().waitFor();
    await form.getByLabel('How many rows').fill('5');
    await form.getByRole('button', { name: 'Preview' }).click();
    const preview = window('Preview');
    await preview.getByText(/lead/).first().waitFor();
    expect(product.slack.messages(channel)).toHaveLength(0);
    await preview.getByRole('button', { name: 'Post on schedule' }).click();
    await window('Board set up').getByRole('button', { name: 'Done' }).click();
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
});
