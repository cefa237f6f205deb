import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importQuotas } from '#features/quotas/import.ts';
import { must } from '#lib/errors.ts';
import { figuresFor } from '#metrics/figures-for.ts';
import { type Product, startProduct } from '../support/product.ts';
import { atThePage } from './support/at-the-page.ts';

/** Two messages about quotas within half an hour are one: a while passes before the next may come. */
const A_WHILE = { minutes: 40 };

let product: Product;
let rep: { readonly id: string; readonly email: string; readonly slackUserId: string };
let deal: Readonly<Record<string, string>>;
/** What the quota is set to, in dollars: three quarters of it are reached. */
let quota: number;

beforeAll(async () => {
  product = await startProduct();
  const { store } = product.app.services;
  const now = product.clock.now();
  const bookings = await figuresFor(
    { store, now },
    { metrics: 'bookings', by: 'person', periods: 'this quarter' },
  );
  const open = must(product.company.tables['Opportunity'], 'deals').filter(
    (row) => row['IsClosed'] === 'false' && row['Amount'] !== '',
  );
  const found = bookings.flatMap(({ subject, value }) => {
    const own = open.find((row) => row['OwnerId'] === subject.id);
    const isSome = value.kind === 'money' && value.money.minor > 0n;
    const account = product.team.people.find(({ email }) => email === subject.key);
    return own && isSome && account
      ? [{ own, account, personId: subject.id, email: subject.key, reached: Number(value.money.minor) / 100 }]
      : [];
  });
  const one = must(found[0], 'somebody with bookings and an open deal');
  rep = { id: one.personId, email: one.email, slackUserId: one.account.id };
  deal = one.own;
  quota = Math.round(one.reached / 0.75);
  await setQuota(quota);
  await product.pass(A_WHILE);
}, 120_000);
afterAll(() => product?.close());

async function setQuota(amount: number): Promise<void> {
  const file = `rep_email,period,metric,amount\n${rep.email},2026-Q4,bookings,${amount}\n`;
  const { services } = product.app;
  await importQuotas(services.store, new TextEncoder().encode(file), {
    dryRun: false,
    now: product.clock.now(),
  });
}

const messages = () => product.slack.messages(`D${rep.slackUserId}`);
const milestones = () => messages().filter(({ text }) => text.includes('You have reached'));

async function change(fields: Readonly<Record<string, string | undefined>>): Promise<void> {
  product.salesforce.driver.update('Opportunity', deal['Id'] ?? '', fields);
  await product.pass(A_WHILE);
}

describe('a deal that closes takes somebody over a part of their quota', () => {
  it('and they are told once, privately; nothing is said again when it is recomputed', async () => {
    expect(milestones()).toEqual([]);
    const amount = (quota * 0.07).toFixed(2);
    await change({ StageName: 'Signed', CloseDate: '2026-11-18', Amount: amount });
    expect(milestones().map(({ text }) => text.split(':')[0])).toEqual([
      'You have reached 82% of your bookings quota this quarter',
    ]);
    const count = messages().length;
    await change({ NextStep: 'Send the contract' });
    await change({ Amount: (quota * 0.071).toFixed(2) });
    expect(messages()).toHaveLength(count);
  });

  it('and when the deal is reopened it is taken back below the message, kindly', async () => {
    const before = messages().length;
    await change({ StageName: deal['StageName'], CloseDate: deal['CloseDate'], Amount: deal['Amount'] });
    const [said] = messages().filter(({ text }) => text.startsWith('This is taken back'));
    const back = messages().find(({ text }) => text.startsWith('A correction: you are at 75%'));
    expect(back?.threadTs).toBe(must(said, 'the message that was taken back').ts);
    expect(messages()).toHaveLength(before + 1);
    await change({ NextStep: 'Call again' });
    expect(messages()).toHaveLength(before + 1);
  });
});

atThePage(
  'a nudge at the page',
  (stage) => {
    it('says the figure and the next step, and is snoozed until a day', async () => {
      await setQuota(quota * 4);
      await product.pass({ hours: 24 });
      await stage.openMessages(rep.slackUserId);
      const nudge = stage.article('Next step:');
      await nudge
        .getByText(/of your bookings quota this quarter/)
        .first()
        .waitFor();
      await nudge.getByRole('button', { name: 'Snooze Quota nudges' }).click();
      await stage.window('Snooze').getByRole('button', { name: 'Snooze' }).click();
      await stage
        .window('Snoozed')
        .getByText(/Quota nudges: paused until/)
        .waitFor();
    });
  },
  { running: () => product },
);
