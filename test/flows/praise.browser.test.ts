import { expect, it } from 'vitest';
import { must } from '#lib/errors.ts';
import { atThePage } from './support/at-the-page.ts';

const CHANNEL = 'C0BW0000ALL';
const WORDS = 'The demo on Tuesday won them over.';
const SAID = 'praises @Rhys Llewellyn-Pryce';

atThePage('praise at the page', (stage) => {
  const { article, open, person, type, window } = stage;

  it('is chosen by keyboard from the menu of a message, previewed as it will be read, and stands there once', async () => {
    const { page, product } = stage;
    const [giver, praised] = [person('Chiara Bellandi').id, person('Rhys Llewellyn-Pryce').id];
    await product.slack.say(praised, 'The hospital signed this morning.', { channel: CHANNEL });
    await open(giver, CHANNEL);
    const menu = article('The hospital signed').getByLabel(/^More actions for the message of Rhys/);
    await menu.focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');

    const form = window('Praise');
    expect(await form.getByLabel('Rhys Llewellyn-Pryce').isChecked()).toBe(true);
    expect(await form.getByLabel('In a channel, for all who read it').isChecked()).toBe(true);
    await form.getByLabel('What for').fill(WORDS);
    await form.getByRole('button', { name: 'Preview' }).click();
    const preview = window('Praise: preview');
    await preview.getByText(/reads it: \d+ people\. Rhys Llewellyn-Pryce will be mentioned/).waitFor();
    await preview.getByText(SAID).waitFor();
    expect(product.slack.messages(CHANNEL).filter(({ text }) => text.includes(WORDS))).toEqual([]);
    await preview.getByRole('button', { name: 'Say it', exact: true }).dblclick();
    await window('Praised').getByRole('button', { name: 'Done' }).click();

    const post = article(SAID);
    await post.getByText(WORDS).waitFor();
    await product.pass();
    expect(product.slack.messages(CHANNEL).filter(({ text }) => text.includes(WORDS))).toHaveLength(1);
    const to = must(
      await post.getByRole('link', { name: 'The message it is about' }).getAttribute('href'),
      'it',
    );
    expect(to).toContain(`/archives/${CHANNEL}/p`);
  });

  it('is kept private by who wants it so, and whoever praises them next is told before', async () => {
    const { product } = stage;
    const [giver, praised] = [person('Chiara Bellandi').id, person('Rhys Llewellyn-Pryce')];
    await open(praised.id, 'home');
    await stage.page.getByRole('button', { name: 'Keep praise of me private' }).click();
    await stage.page.getByText('of you is said to you alone').waitFor();

    await open(giver, CHANNEL);
    await type(`/attain praise @${praised.name} Thank you for the notes`);
    const form = window('Praise');
    await form.getByRole('button', { name: 'Preview' }).click();
    const preview = window('Praise: preview');
    await preview.getByText(/Rhys Llewellyn-Pryce would rather have praise in private/).waitFor();
    await preview.getByRole('button', { name: 'Say it privately' }).click();
    await window('Praised').getByRole('button', { name: 'Done' }).click();
    await product.pass();
    expect(product.slack.messages(CHANNEL).filter(({ text }) => text.includes('for the notes'))).toEqual([]);
    await stage.openMessages(praised.id);
    await article('Chiara Bellandi praises you').getByText('Only you read this.').waitFor();
  });

  it('is taken back by who gave it, in its place', async () => {
    const { page, product } = stage;
    await open(person('Chiara Bellandi').id, CHANNEL);
    await type('/attain praise list');
    await article('You praised')
      .getByRole('button', { name: `Take back: ${WORDS}` })
      .click();
    await window('Take this praise back?').getByRole('button', { name: 'Take it back' }).click();
    await article('Taken back. Where it stood').waitFor();
    await product.pass();
    await article('A praise stood here. Who gave it has taken it back.').waitFor();
    expect(product.slack.messages(CHANNEL).filter(({ text }) => text.includes(WORDS))).toEqual([]);
    expect(await page.getByText(SAID).count()).toBe(0);
  });
});
