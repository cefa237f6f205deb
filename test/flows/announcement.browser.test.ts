import { sql } from 'kysely';
import { pino } from 'pino';
import { beforeAll, expect, it } from 'vitest';
import { giveRole } from '#access/roles.ts';
import { HOLDINGS } from '#app/personal-data.ts';
import { giveCopy } from '#features/people/export.ts';
import { must } from '#lib/errors.ts';
import { readAudit } from '#store/audit.ts';
import { findTraces } from '#store/identity-traces.ts';
import type { Store } from '#store/store.ts';
import { rowsWith } from '../features/people/support/traces.ts';
import { atThePage } from './support/at-the-page.ts';

const CHANNEL = 'C0BW0000ALL';
const TITLE = 'From December on we sell to hospitals before schools.';
const FOR_BERLIN = 'In German hospitals the works council is asked first.';
const SECRET = 'What happens to my quota zebra?';
const ANSWER = 'Quotas stay as they are until March.';

let logged = '';
const log = pino({ level: 'debug' }, { write: (line: string) => void (logged += line) });

// One change, from its draft to the answer that all got.
atThePage(
  'an announced change at the page',
  (stage) => {
    const { article, open, openMessages, person, type, window } = stage;
    let author: string;
    let approver: string;
    /** In Berlin. */
    let rhys: string;
    /** In Los Angeles. */
    let nkechi: string;
    beforeAll(async () => {
      author = stage.product.team.installerId;
      approver = person('Rosalind Achterberg').id;
      rhys = person('Rhys Llewellyn-Pryce').id;
      nkechi = person('Nkechi Eze').id;
      const { store, clock } = stage.product.app.services;
      const given = { holder: approver, role: 'exec', by: 'cli', reason: 'leads', now: clock.now() } as const;
      await giveRole(store, given);
    });
    const told = (who: string, words: string) =>
      stage.product.slack.direct(who).filter(({ text }) => text.includes(words));

    it('is written with words for one team, and previewed as each audience will see it', async () => {
      await openMessages(author);
      await type('/attain announce new');
      const form = window('Announce a change');
      await form.getByLabel('The change in one sentence').fill(TITLE);
      await form.getByLabel('Why').fill('Hospitals buy in winter.');
      await form.getByLabel('What becomes a priority').fill('Open deals with hospitals.');
      await form.getByLabel('What changes in process').fill('Ask for the budget first.\nThen the demo.');
      await form.getByLabel('In force from').fill('2026-12-01');
      const teams = form.getByRole('group', { name: /^Teams that get it/ });
      for (const lead of ['Jürgen Weißhaupt', 'Wren Castellanos']) await teams.getByLabel(lead).check();
      await form
        .getByRole('group', { name: /^Channels in which/ })
        .getByLabel('sales-all')
        .check();
      await form.getByLabel('Write something for some of them next').check();
      await form.getByLabel('Send on').fill('2026-11-19');
      await form.getByRole('button', { name: 'Save and preview' }).click();
      const meanings = window('What it means for some');
      await meanings.getByLabel('In the team of Jürgen Weißhaupt').fill(FOR_BERLIN);
      await meanings.getByRole('button', { name: 'Save and preview' }).click();
      const preview = window('Preview');
      await preview.getByText('It reaches 8 people and 1 channel').first().waitFor();
      await preview.getByText(/In the team of Jürgen Weißhaupt, 4 people read this/).waitFor();
      await preview.getByText(FOR_BERLIN).waitFor();
      await preview.getByRole('button', { name: 'Ask for approval' }).click();
      await window('Waits for approval').getByRole('button', { name: 'Done' }).click();
    });

    it('is approved by another person, and reaches each at nine where they are', async () => {
      const { product } = stage;
      const { slack } = product;
      await product.pass();
      expect(told(rhys, TITLE)).toEqual([]);
      await openMessages(approver);
      const asked = article(`wants to announce: ${TITLE}`);
      await asked.getByRole('button', { name: `Look and decide: ${TITLE}` }).click();
      const decision = window('Approve a change');
      await decision.getByText(FOR_BERLIN).waitFor();
      await decision.getByLabel('Approve: it goes to 8 people and 1 channel').check();
      await decision.getByRole('button', { name: 'Decide' }).click();
      await window('Approved').getByText('It goes to 8 people and 1 channel.').first().waitFor();

      await product.pass({ hours: 18 });
      expect(told(rhys, TITLE)).toEqual([]);
      await product.pass({ hours: 1, minutes: 5 });
      expect(told(rhys, TITLE)).toHaveLength(1);
      expect(told(nkechi, TITLE)).toEqual([]);
      await product.pass({ hours: 9 });
      expect(told(nkechi, TITLE)).toHaveLength(1);
      expect(slack.messages(CHANNEL).filter(({ text }) => text.includes(TITLE))).toHaveLength(1);
      expect(told(author, 'Reached: 8 of 8 people by direct message, 1 of 1 channel.')).toHaveLength(1);
      expect(told(rhys, FOR_BERLIN)).toHaveLength(1);
      expect([
        ...told(nkechi, FOR_BERLIN),
        ...slack.messages(CHANNEL).filter(({ text }) => text.includes(FOR_BERLIN)),
      ]).toEqual([]);
    });

    it('is acknowledged in place and asked about without a name', async () => {
      const { product } = stage;
      await openMessages(rhys);
      await article(TITLE).getByText(FOR_BERLIN).first().waitFor();
      await article(TITLE)
        .getByRole('button', { name: `I have read: ${TITLE}` })
        .click();
      await article('Noted: you have read').waitFor();

      await openMessages(nkechi);
      const before = await everythingAbout(nkechi);
      logged = '';
      const calls = product.slack.calls().length;
      await article(TITLE)
        .getByRole('button', { name: `Ask about: ${TITLE}` })
        .click();
      const form = window('Ask about the change');
      await form.getByLabel('Your question').fill(SECRET);
      await form.getByLabel('Without my name').check();
      await form.getByRole('button', { name: 'Ask' }).click();
      await window('Asked').getByText('nothing keeps that it was you').waitFor();
      await window('Asked').getByRole('button', { name: 'Done' }).click();
      await product.pass();
      expect(await everythingAbout(nkechi)).toEqual(before);
      expect(logged).not.toContain(nkechi);
      expect(logged).not.toContain('zebra');
      const said = product.slack
        .calls()
        .slice(calls)
        .filter((call) => JSON.stringify(call).includes('zebra'));
      expect(said).toEqual([]);
      await openMessages(rhys);
      await article(TITLE)
        .getByText(/You said on .* that you have read this/)
        .first()
        .waitFor();
      expect(told(author, 'zebra')).toEqual([]);
    });

    it('is answered by its author to all who got it, in one page that says how it landed', async () => {
      const { product } = stage;
      await product.pass({ hours: 1 });
      await openMessages(author);
      await article('1 question waits for your answer').waitFor();
      const page = article(`1 person has read: ${TITLE}`);
      await page.getByText(`Asked without a name: ${SECRET}`).first().waitFor();
      await page.getByRole('button', { name: `Answer: ${SECRET}` }).click();
      await window('Answer to all').getByLabel('Your answer').fill(ANSWER);
      await window('Answer to all').getByRole('button', { name: 'Send the answer' }).click();
      await window('Answered').getByRole('button', { name: 'Done' }).click();
      await product.pass({ hours: 14 });
      await product.pass({ hours: 9 });
      for (const reader of [rhys, nkechi]) expect(told(reader, ANSWER)).toHaveLength(1);
      expect(product.slack.messages(CHANNEL).filter(({ text }) => text.includes(ANSWER))).toHaveLength(1);
      expect(told(author, 'No open question. Answered to all: 1.')).toHaveLength(1);
      await openMessages(nkechi);
      await article(ANSWER).waitFor();
      await open(nkechi, CHANNEL);
    });

    it('is brought to mind once, two working days later, of those who have not said that they read it', async () => {
      await stage.product.pass({ hours: 24 * 3 });
      expect(told(nkechi, 'This is the one reminder')).toHaveLength(1);
      expect(told(rhys, 'This is the one reminder')).toEqual([]);
      await openMessages(nkechi);
    });

    it('keeps nowhere who asked: not in any table or job, not in a copy of her data, not in what Slack was sent', async () => {
      const { product } = stage;
      const { store, clock } = product.app.services;
      const rows = await rowsWith(store, 'zebra');
      expect(rows.map(({ table }) => table)).toEqual(['announcement_question']);
      for (const where of [store, queueOf(store)]) {
        const named = (await rowsWith(where, 'zebra')).filter(({ text }) => text.includes(nkechi));
        expect(named).toEqual([]);
      }
      const { email } = must(
        product.team.people.find(({ id }) => id === nkechi),
        'who asked',
      );
      const traces = await findTraces(store, email);
      const copy = await giveCopy(store, { traces, holdings: HOLDINGS, by: 'cli', now: clock.now() });
      expect(copy.length).toBeGreaterThan(1);
      expect(JSON.stringify(copy)).not.toContain('zebra');
      const sent = product.slack.calls().filter((call) => JSON.stringify(call).includes('zebra'));
      expect(sent.length).toBeGreaterThan(0);
      // The answer goes to her as to everybody, and to her alone in her conversation.
      const others = sent.filter(({ fields }) => fields['channel'] !== `D${nkechi}`);
      expect(others.filter((call) => JSON.stringify(call).includes(nkechi))).toEqual([]);
      const audit = await readAudit(store, { limit: 100 });
      expect(
        audit.filter(({ action }) => action.startsWith('announcement')).map(({ detail }) => detail),
      ).toEqual([{ author, isAlone: false, people: 8 }]);
    });

    /** Every row of every table and of the queue in which somebody stands. */
    async function everythingAbout(who: string): Promise<readonly unknown[]> {
      const { store } = stage.product.app.services;
      return [...(await rowsWith(store, who)), ...(await rowsWith(queueOf(store), who))];
    }
  },
  { log },
);

/** Where the jobs wait, as a store to look through. */
function queueOf(store: Store): Store {
  return { ...store, schema: 'bullmq', table: (name) => sql`${sql.id('bullmq', name)}` };
}
