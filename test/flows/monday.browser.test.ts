import { expect, it } from 'vitest';
import { atThePage } from './support/at-the-page.ts';

atThePage('Monday at the page', (stage) => {
  const { openMessages, person } = stage;

  it('brings a manager one digest, in which a deal is taken in hand and everyone who reads of it sees by whom', async () => {
    const { page, product } = stage;
    const lead = person('Chiara Bellandi').id;
    const leadAbove = person('Rosalind Achterberg').id;
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
    await digest.getByText(/You ask about it, Nov 23/).waitFor();
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
});
