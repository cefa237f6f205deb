import { expect, it } from 'vitest';
import { must } from '#lib/errors.ts';
import type { Product } from '../support/product.ts';
import { atThePage } from './support/at-the-page.ts';

const COACH = 'Jürgen Weißhaupt';
const REP = 'Zoë Marchbanks';
const UNDERSTOOD = 'Meetings come late because the diary is full of small accounts.';
const SAID = 'Two afternoons a week go to accounts that never buy.';
const STEP = 'Keep two mornings free for first meetings';

// One talk of two people, from the prompt to the next step.
atThePage('a coaching prompt at the page', (stage) => {
  const { article, openMessages, person, type, window } = stage;

  it('comes to the manager alone and is turned into a session, of which the rep hears', async () => {
    const { product, page } = stage;
    plantAGap(product);
    // It is read first; whoever stands out is looked for the day after.
    await product.pass({ hours: 2 });
    await product.pass({ hours: 22 });
    await openMessages(person(COACH).id);
    const prompt = article(`${REP}, meetings in 2026-Q3`);
    await prompt.getByText('Three questions to open with').first().waitFor();
    await prompt.getByRole('button', { name: /^Why is / }).click();
    await page
      .getByText(/definition/i)
      .first()
      .waitFor();
    await prompt.getByRole('button', { name: `Plan a session with ${REP}` }).click();
    await window('Plan a session').getByLabel('The day you talk about meetings').fill('2026-11-24');
    await window('Plan a session').getByRole('button', { name: 'Plan it' }).click();
    await product.pass();
    await prompt.getByText(`You planned a talk for Tuesday, Nov 24; ${REP} knows.`).waitFor();
    await openMessages(person(REP).id);
    await article(`${COACH} would like to talk with you about meetings on Tuesday, Nov 24.`).waitFor();
  });

  it('is noted, played back to the rep and confirmed', async () => {
    const { product } = stage;
    await product.pass({ hours: 24 * 5 - 5 });
    await openMessages(person(REP).id);
    await article(`Today you and ${COACH} talk about meetings.`).waitFor();
    await openMessages(person(COACH).id);
    const today = article(`Today you and ${REP} talk about meetings.`);
    await today.getByRole('button', { name: 'Note the outcome' }).click();
    const form = window('Note the outcome');
    await form.getByLabel('How you understood it').fill(UNDERSTOOD);
    await form.getByLabel('What was said about meetings').fill(SAID);
    await form.getByLabel('Next step').first().fill(STEP);
    await form.getByLabel('By when').first().fill('2026-12-04');
    await form.getByRole('button', { name: 'Play it back' }).click();
    await product.pass();
    await openMessages(person(REP).id);
    const playback = article(`${COACH} noted your talk about meetings. Is this what you said?`);
    await playback.getByText(UNDERSTOOD).first().waitFor();
    await playback.getByRole('button', { name: 'Yes, that is it' }).click();
    await product.pass();
    await playback.getByText('You confirmed this.').first().waitFor();
    await openMessages(person(COACH).id);
    await article(`${REP} confirmed what you noted.`).waitFor();
    await today.getByText('You noted the outcome.').first().waitFor();
  });

  it('has its next step brought to mind two working days before and on the day, until it is done', async () => {
    const { product } = stage;
    await product.pass({ hours: 24 * 8 });
    await openMessages(person(REP).id);
    await article(`Due Friday, Dec 4: ${STEP}.`).waitFor();
    await product.pass({ hours: 24 * 2 });
    await openMessages(person(REP).id);
    const today = article(`Due today: ${STEP}.`);
    await today.getByRole('button', { name: `Done: ${STEP}` }).click();
    await product.pass();
    await article(`Done: ${STEP}.`).first().waitFor();
    await type('/attain coaching');
    await article('Only visible to you')
      .getByText(`${COACH}, about meetings: noted on Nov 24 and confirmed.`)
      .first()
      .waitFor();
    await product.pass({ hours: 24 * 7 });
    expect(product.slack.direct(person(REP).id).filter(({ text }) => text.startsWith('Was due'))).toEqual([]);
  });

  it('is read by the two alone', async () => {
    const { product } = stage;
    const { slack, team } = product;
    const others = team.people.filter(({ realName }) => realName !== COACH && realName !== REP);
    for (const words of [UNDERSTOOD, SAID, STEP]) {
      const told = others.filter(({ id }) =>
        JSON.stringify([slack.direct(id), slack.ephemeral(id)]).includes(words),
      );
      expect(told.map(({ realName }) => realName)).toEqual([]);
    }
    await openMessages(person('Chiara Bellandi').id);
    await type('/attain coaching');
    await article('Only visible to you').getByText('No talks are planned or noted.').waitFor();
  });
});

/** In two quarters everybody of the rep's job met somebody twice a week, and the rep hardly ever. */
function plantAGap({ company, salesforce }: Product): void {
  const users = must(company.tables['User'], 'users');
  const account = must(company.tables['Account']?.[0]?.['Id'], 'an account');
  for (const { Id, Name, Title } of users) {
    if (Title !== 'Account Executive' || Name === REP) continue;
    for (let week = 0; week < 26; week++) {
      const on = Temporal.PlainDate.from('2026-04-01').add({ weeks: week });
      for (const plain of ['T10:00:00.000+0000', 'T14:00:00.000+0000'])
        salesforce.driver.create('Event', {
          Subject: 'First meeting',
          WhatId: account,
          AccountId: account,
          OwnerId: Id,
          StartDateTime: `${on.toString()}${plain}`,
          ActivityDateTime: `${on.toString()}${plain}`,
          ActivityDate: on.toString(),
          EndDateTime: `${on.toString()}${plain.replace(':00:', ':30:')}`,
          DurationInMinutes: 30,
        });
    }
  }
}
