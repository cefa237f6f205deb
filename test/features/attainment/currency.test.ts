import { beforeAll, describe, expect, it } from 'vitest';
import type { Services } from '#feature.ts';
import { attainment } from '#features/attainment/index.ts';
import { must } from '#lib/errors.ts';
import { metricContext } from '#metrics/context.ts';
import { explain } from '#metrics/explain.ts';
import { figuresFor } from '#metrics/figures-for.ts';
import { inCurrency } from '#metrics/in-currency.ts';
import { whyRows } from '#metrics/why-rows.ts';
import type { ModalView } from '#slack/blocks/modal.ts';
import { aCall, asPerson } from '../a-call.ts';
import { servicesOf } from '../services.ts';
import { ANA, DANA, smallCompany } from '../small-company.ts';
import { putRates } from '../../support/rates.ts';
import { tell, type } from './asking.ts';
import { attainmentStore } from './attainment-store.ts';

const now = Temporal.Instant.from('2026-11-18T09:00:00Z');
let services: Services;
const ana = () => ({ services, personId: ANA, now });

beforeAll(async () => {
  services = servicesOf(await smallCompany(await attainmentStore()));
  await putRates(services.store, 'EUR', [
    { rate: '0.9', from: '2026-10-01', to: '2026-11-01' },
    { rate: '0.92', from: '2026-11-01', to: '2026-12-01' },
  ]);
  await tell(services, '006A', { name: 'Acme', amount: 1_000_005n, closeOn: '2026-10-20', at: now });
  await tell(services, '006B', { name: 'Globex', amount: 2_000_000n, closeOn: '2026-11-02', at: now });
});

describe('a figure in the reader’s currency', () => {
  it('is said beside the company’s, and by which rates', async () => {
    const { text } = await type(ana(), 'bookings this quarter in EUR');
    // 10,000.05 × 0.9 + 20,000 × 0.92 = 9,000.045 + 18,400
    expect(text).toContain('Your bookings this quarter: €27,400.05 ($30,000.05).');
    expect(text).toContain('In EUR, each record at the rate of its close date');
  });

  it('is explained with both amounts and the rate of each record', async () => {
    const { text } = await type(ana(), 'why bookings this quarter in EUR');
    expect(text).toContain('Acme: $10,000.05, €9,000.05 at 0.9');
    expect(text).toContain('Globex: $20,000, €18,400 at 0.92');
    expect(text).toContain('Together €27,400.05.');
  });

  it('follows a personal choice until it is taken back', async () => {
    const command = must(
      attainment.subcommands?.find(({ name }) => name === 'currency'),
      'the sub-command',
    );
    const call = aCall({ services, actor: asPerson(ANA), now });
    await command.run({ ...call, text: 'eur' });
    expect((await type(ana(), 'bookings')).text).toContain('€27,400.05 ($30,000.05)');
    expect((await type(ana(), 'bookings in USD')).text).not.toContain('€');
    await command.run({ ...call, text: 'none' });
    expect((await type(ana(), 'bookings')).text).not.toContain('€');
  });

  it('is chosen in Home, of the currencies that Salesforce has a rate for', async () => {
    const opened: ModalView[] = [];
    const call = aCall({ services, actor: asPerson(ANA), now, windows: opened });
    const [section] = attainment.furtherHome ?? [];
    const open = must(
      attainment.actions?.find(({ id }) => id === 'attainment.open_currency'),
      'the button',
    );
    const [form] = attainment.modals ?? [];
    const home = async () => JSON.stringify(await section?.render(call));
    const choose = (currency: string) => form?.submit({ ...call, values: { currency }, metadata: '' });
    expect(await home()).toContain("Amounts are shown in USD, the company's currency.");
    await open.run({ ...call, channelId: null, isInHome: true });
    expect(JSON.stringify(opened)).toMatch(/USD, the company's.*EUR/);
    expect(await choose('CHF')).toMatchObject({ kind: 'errors' });
    expect(await choose('EUR')).toMatchObject({ kind: 'update', view: { title: 'Saved' } });
    expect(await home()).toContain('Private answers show amounts in EUR too, beside USD.');
    expect((await type(ana(), 'bookings')).text).toContain('€27,400.05 ($30,000.05)');
    await choose('company');
    expect((await type(ana(), 'bookings')).text).not.toContain('€');
  });

  it('says so where there is no rate, and shows the company’s', async () => {
    const { text } = await type(ana(), 'bookings in CHF');
    expect(text).toContain('Your bookings this quarter: $30,000.05.');
    expect(text).toContain('There is no rate for CHF in Salesforce, so amounts stay in USD.');
  });

  it('leaves out what has no rate on its day, and says how much', async () => {
    await tell(services, '006C', {
      name: 'Late',
      amount: 500n,
      closeOn: '2026-12-02',
      open: true,
      at: now,
    });
    await services.store.db.deleteFrom('conversion_rate').where('from_on', '=', '2026-11-01').execute();
    const { text } = await type(ana(), 'bookings in EUR');
    expect(text).toContain('€9,000.05 ($30,000.05)');
    expect(text).toContain('$20,000 of 1 record is not in it: no rate for EUR on their day');
    await putRates(services.store, 'EUR', [{ rate: '0.92', from: '2026-11-01', to: '2026-12-01' }]);
  });

  it('is the same as the command line prints, and the lines of why sum to it', async () => {
    const asked = { metrics: 'bookings,avg_deal_size,deals_won', by: 'team', periods: '2026-Q4' };
    const figures = await figuresFor({ store: services.store, now }, { ...asked, currency: 'EUR' });
    const dana = figures.filter(({ subject }) => subject.id === DANA);
    expect(dana.map(({ unit }) => unit)).toEqual(['EUR', 'EUR', 'deals']);
    expect(dana[0]?.value).toEqual({ kind: 'money', money: { minor: 2_740_005n, currency: 'EUR' } });
    expect(dana[1]?.value).toMatchObject({ kind: 'mean_money', sum: 2_740_005n, by: 2n, currency: 'EUR' });
    const context = await metricContext(services.store, now);
    const period = must(
      context.calendar.parse('2026-Q4', { today: now.toZonedDateTimeISO('UTC').toPlainDate() })[0],
      'it',
    );
    const explained = await explain(context, { metric: 'bookings', by: 'team', subjectId: DANA, period });
    const shown = await inCurrency(context, explained, 'EUR');
    const rows = whyRows(explained, { recordsAt: undefined, shown });
    expect(
      rows.filter(({ part }) => part !== 'left_out').map((row) => [row.shown_amount, row.shown_rate]),
    ).toEqual([
      ['18400.00', '0.92'],
      ['9000.05', '0.9'],
      ['27400.05', ''],
    ]);
  });
});
