import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { giveRole } from '#access/roles.ts';
import { must } from '#lib/errors.ts';
import { readAudit } from '#store/audit.ts';
import { searchedTables } from '#store/identity-search.ts';
import { sql } from 'kysely';
import { type Product, startProduct } from '../support/product.ts';

const CHANNEL = 'C0BW0000ALL';
const TITLE = 'From December on we sell to hospitals before schools.';
const SECRET = 'What happens to my quota zebra?';
const ANSWER = 'Quotas stay as they are until March.';

describe('a change that is announced', () => {
  let product: Product;
  let author: string;
  let approver: string;
  /** In Berlin. */
  let rhys: string;
  /** In Los Angeles. */
  let nkechi: string;

  beforeAll(async () => {
    product = await startProduct();
    const person = (name: string) =>
      must(
        product.team.people.find(({ realName }) => realName === name),
        name,
      ).id;
    author = product.team.installerId;
    [approver, rhys, nkechi] = ['Rosalind Achterberg', 'Rhys Llewellyn-Pryce', 'Nkechi Eze'].map(person) as [
      string,
      string,
      string,
    ];
    const { store, clock } = product.app.services;
    const given = { holder: approver, role: 'exec', by: 'cli', reason: 'leads', now: clock.now() } as const;
    await giveRole(store, given);
  }, 60_000);
  afterAll(() => product.close());

  const leadId = (name: string) =>
    must(product.company.tables['User']?.find((row) => row['Name'] === name)?.['Id'], name);
  const view = (who: string, title: string) =>
    product.slack.until(() => product.slack.views(who).find((one) => JSON.stringify(one).includes(title)), {
      what: title,
      ms: 10_000,
    });
  const told = (who: string, words: string) =>
    product.slack.direct(who).filter(({ text }) => text.includes(words));

  it('is written, previewed with the number of people, approved by another person, and reaches each at nine where they are', async () => {
    const { slack } = product;
    await slack.command(author, '/attain announce new');
    await view(author, 'Announce a change');
    await slack.submit(author, {
      values: {
        title: TITLE,
        why: 'Hospitals buy in winter.',
        priorities: 'Open deals with hospitals.',
        process: 'Ask for the budget first.\nThen the demo.',
        effective_on: '2026-12-01',
        teams: [leadId('Jürgen Weißhaupt'), leadId('Wren Castellanos')],
        channels: [CHANNEL],
        send_on: '2026-11-19',
        send_hour: '9',
      },
    });
    expect(JSON.stringify(await view(author, 'Preview'))).toContain('It reaches 8 people and 1 channel');
    await slack.submit(author);
    await view(author, 'Waits for approval');
    await product.pass();
    expect(told(rhys, TITLE)).toEqual([]);

    await slack.click(approver, { action: 'announcements.look' });
    await view(approver, 'Approve a change');
    await slack.submit(approver);
    await view(approver, 'Approved');

    await product.pass({ hours: 18 });
    expect(told(rhys, TITLE)).toEqual([]);
    await product.pass({ hours: 1, minutes: 5 });
    expect(told(rhys, TITLE)).toHaveLength(1);
    expect(told(nkechi, TITLE)).toEqual([]);
    await product.pass({ hours: 9 });
    expect(told(nkechi, TITLE)).toHaveLength(1);
    expect(slack.messages(CHANNEL).filter(({ text }) => text.includes(TITLE))).toHaveLength(1);
    expect(told(author, 'Reached: 8 of 8 by direct message, 1 of 1 channels.')).toHaveLength(1);
  });

  it('is acknowledged in place and asked about without a name; nothing that is kept says who asked', async () => {
    const { slack, app } = product;
    await slack.click(rhys, {
      action: 'announcements.acknowledge',
      message: must(told(rhys, TITLE)[0], 'it').ts,
    });
    await slack.until(() => slack.ephemeral(rhys).find(({ text }) => text.includes('Noted')), { ms: 10_000 });
    await slack.click(nkechi, {
      action: 'announcements.ask',
      message: must(told(nkechi, TITLE)[0], 'it').ts,
    });
    await view(nkechi, 'Ask about the change');
    const before = await everythingAbout(nkechi);
    await slack.submit(nkechi, { values: { question: SECRET, how: 'nameless' } });
    await view(nkechi, 'Asked');
    await product.pass();
    expect(await everythingAbout(nkechi)).toEqual(before);
    const row = await rowsWith('zebra');
    expect(row.map(({ table }) => table)).toEqual(['announcement_question']);
    expect(JSON.stringify(row)).not.toContain(nkechi);
    expect(told(author, 'zebra')).toEqual([]);
    expect(told(rhys, 'You said on')).toHaveLength(1);
    const audit = await readAudit(app.services.store, { limit: 50 });
    expect(audit.filter(({ action }) => action.startsWith('announcement')).map((one) => one.detail)).toEqual([
      { author, isAlone: false, people: 8 },
    ]);
  });

  it('is answered by its author to all who got it, in one page that says how it landed', async () => {
    const { slack } = product;
    await product.pass({ hours: 1 });
    expect(told(author, '1 question waits for your answer')).toHaveLength(1);
    const page = must(told(author, 'Reached: 8 of 8')[0], 'the page');
    expect(page.text).toContain(`1 person has read: ${TITLE}`);
    expect(page.text).toContain(`Asked without a name: ${SECRET}`);
    await slack.click(author, { action: 'announcements.answer', message: page.ts });
    await view(author, 'Answer to all');
    await slack.submit(author, { values: { answer: ANSWER } });
    await view(author, 'Answered');
    await product.pass({ hours: 14 });
    await product.pass({ hours: 9 });
    for (const reader of [rhys, nkechi]) expect(told(reader, ANSWER)).toHaveLength(1);
    const posted = slack.messages(CHANNEL).filter(({ text }) => text.includes(ANSWER));
    expect(posted).toHaveLength(1);
    expect(told(author, 'No open question. Answered to all: 1.')).toHaveLength(1);
  });

  it('is brought to mind once, two working days later, of those who have not said that they read it', async () => {
    await product.pass({ hours: 24 * 3 });
    expect(told(nkechi, 'This is the one reminder')).toHaveLength(1);
    expect(told(rhys, 'This is the one reminder')).toEqual([]);
  });

  /** Every row of every table in which somebody stands, but for what a message to them as such leaves. */
  async function everythingAbout(who: string): Promise<readonly unknown[]> {
    return rowsWith(who);
  }

  async function rowsWith(words: string): Promise<readonly { table: string; row: string }[]> {
    const { store } = product.app.services;
    const found: { table: string; row: string }[] = [];
    for (const { name } of await searchedTables(store)) {
      const { rows } = await sql<{ row: string }>`
        select one::text as row from ${store.table(name)} one where one::text like ${`%${words}%`}`.execute(
        store.db,
      );
      found.push(...rows.map(({ row }) => ({ table: name, row })));
    }
    return found.toSorted((a, b) => (a.table + a.row < b.table + b.row ? -1 : 1));
  }
});
