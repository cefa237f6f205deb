import { expect, it } from 'vitest';
import { atThePage } from './support/at-the-page.ts';

const PHONE = { width: 390, height: 844 };
const WELCOME = 'What you get by yourself, and when';

atThePage('Home at the page', (stage) => {
  const { open, person, window } = stage;
  const button = (name: string | RegExp) => stage.page.getByRole('button', { name });
  const says = (words: string | RegExp) => stage.page.getByText(words).first().waitFor();

  /** Nothing stands out to the side of a narrow window. */
  async function fits(): Promise<void> {
    const wider = await stage.page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect(wider).toBe(0);
  }

  it('greets a rep once, on a telephone, with their figures and why', async () => {
    await stage.product.pass();
    await stage.page.setViewportSize(PHONE);
    await open(person('caleb.thornquist').id, 'home');
    await says(WELCOME);
    await says(/^Your attainment this quarter: [\d.]+%/);
    await says('What is next');
    await says('the last day of 2026-Q4');
    await fits();

    await open(person('caleb.thornquist').id, 'home');
    await stage.page.getByText(WELCOME).waitFor({ state: 'detached' });
    await button(/^Why is Your Attainment/i).click();
    await stage.openMessages(person('caleb.thornquist').id);
    await says(/definition/i);
  });

  it('lets them change what they get and when, pause one kind of message, and go on', async () => {
    await open(person('caleb.thornquist').id, 'home');
    await button('Change what I get').click();
    const form = window('Your messages');
    await form.getByLabel('Quota nudges').selectOption({ label: 'In one message a day' });
    await form.getByLabel('Quiet from').fill('20:30');
    await form.getByRole('button', { name: 'Save' }).click();
    await window('Saved').getByRole('button', { name: 'Done' }).click();
    await says(/nothing from 20:30 to 08:00/);
    await says(/In one message a day: Quota nudges\./);

    await button('Snooze').click();
    await window('Snooze').getByLabel('What').selectOption({ label: 'Coaching talks' });
    await window('Snooze').getByRole('button', { name: 'Snooze' }).click();
    await window('Snoozed').getByRole('button', { name: 'Done' }).click();
    await says(/Coaching talks: each message, paused until \w+ \d+, 2026/);
    await button('Stop snoozing').click();
    await stage.page.getByText(/Coaching talks: each message, paused/).waitFor({ state: 'detached' });
  });

  it('shows amounts in the currency they choose, beside the company’s', async () => {
    const { db } = stage.product.app.services.store;
    const known = { decimals: 2, from_on: '0001-01-01', to_on: 'infinity', kind: 'static' } as const;
    await db
      .insertInto('conversion_rate')
      .values({ currency: 'EUR', rate: '0.9', ...known })
      .execute();
    await open(person('caleb.thornquist').id, 'home');
    await button('Change the currency').click();
    await window('Currency').getByLabel('Show amounts in').selectOption('EUR');
    await window('Currency').getByRole('button', { name: 'Save' }).click();
    await window('Saved').getByRole('button', { name: 'Done' }).click();
    await says(/Your attainment this quarter: [\d.]+%, €[\d,.]+ \(\$[\d,.]+\) of \$/);
    await says('Private answers show amounts in EUR too, beside USD.');
  });

  it('takes their wish for a copy and to be erased, says what follows, and tells whoever installed it', async () => {
    await button('Ask for a copy').click();
    await window('Ask for a copy?').getByRole('button', { name: 'Ask' }).click();
    await says(/You asked for a copy .*; whoever installed Attain gives it to you\./);
    await button('Ask to be erased').click();
    await window('Ask to be erased?')
      .getByText(/cannot be undone: your name, links and looks go; totals stay under a pseudonym/)
      .waitFor();
    await window('Ask to be erased?').getByRole('button', { name: 'Ask' }).click();
    await says(/You asked to be erased .*; whoever installed Attain decides\./);

    await stage.product.pass();
    await stage.openMessages(stage.product.team.installerId);
    await stage.article('asks for a copy of their data').waitFor();
    await stage.article('asks to be erased.').waitFor();
  });

  it('tells a manager where the team stands and what to do next, until somebody does it', async () => {
    await open(person('Chiara Bellandi').id, 'home');
    await says('Your team');
    await says(/^It is at [\d.]+% of its quota this quarter/);
    const next = /^Next: ask .* about /;
    await says(next);
    const before = await stage.page.getByText(next).first().innerText();
    await fits();

    await button(/^I'll ask about /)
      .first()
      .click();
    await stage.page.getByText(before).waitFor({ state: 'detached' });
    await button(/^Why is the attainment of /)
      .first()
      .click();
    await stage.openMessages(person('Chiara Bellandi').id);
    await says(/definition/i);
  });
});
