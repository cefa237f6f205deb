import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changePeriod, periodNamed } from '#features/periods/change.ts';
import { must } from '#lib/errors.ts';
import { metricContext } from '#metrics/context.ts';
import { explain } from '#metrics/explain.ts';
import type { Basis } from '#metrics/question.ts';
import { readFigures } from '#metrics/read.ts';
import { type Product, startProduct } from '../support/product.ts';

type Row = Readonly<Record<string, string>>;

const OCTOBER = '2026-10';
const NOVEMBER = '2026-11';

describe('capability 9: what happens in Salesforce after October was locked', () => {
  let product: Product;
  let reopened: Row;
  let deleted: Row;
  let backdated: Row;

  beforeAll(async () => {
    product = await startProduct();
    const deals = must(product.company.tables['Opportunity'], 'deals').filter((row) => row['Amount'] !== '');
    const [first, second] = deals.filter(
      (row) => row['IsWon'] === 'true' && row['CloseDate']?.startsWith(OCTOBER),
    );
    reopened = must(first, 'a deal won in October');
    deleted = must(second, 'another');
    backdated = must(
      deals.find((row) => row['IsClosed'] === 'false'),
      'an open deal',
    );
  });
  afterAll(() => product.close());

  const cents = ({ Amount = '0' }: Row) => BigInt(Math.round(Number(Amount) * 100));
  const services = () => product.app.services;
  const context = () => metricContext(services().store, product.clock.now());

  async function bookings(period: string, basis: Basis = 'reported'): Promise<bigint> {
    const at = await context();
    const asked = { metric: 'bookings', by: 'company', period: periodNamed(at, period), basis } as const;
    const [figure] = await readFigures(at, asked);
    const value = must(figure, 'a figure').value;
    return value.kind === 'money' ? value.money.minor : 0n;
  }

  it('leaves October as reported, restates it when asked, and adjusts November', async () => {
    const october = periodNamed(await context(), OCTOBER);
    const change = { period: october, to: 'locked', reason: 'books are closed', by: 'test' } as const;
    await changePeriod(services(), { ...change, now: product.clock.now() });
    const before = { october: await bookings(OCTOBER), november: await bookings(NOVEMBER) };

    const { driver } = product.salesforce;
    const open = { StageName: backdated['StageName'], CloseDate: '2026-12-15' };
    driver.update('Opportunity', reopened['Id'] ?? '', open);
    driver.delete('Opportunity', deleted['Id'] ?? '');
    driver.update('Opportunity', backdated['Id'] ?? '', { StageName: 'Signed', CloseDate: '2026-10-15' });
    await product.pass();
    await product.pass();

    const difference = cents(backdated) - cents(reopened) - cents(deleted);
    expect(await bookings(OCTOBER)).toBe(before.october);
    expect(await bookings(OCTOBER, 'restated')).toBe(before.october + difference);
    expect(await bookings(NOVEMBER)).toBe(before.november + difference);
    expect(await bookings(NOVEMBER, 'restated')).toBe(before.november);
  });

  it('names each adjustment and its cause in why of the current period', async () => {
    const at = await context();
    const period = periodNamed(at, NOVEMBER);
    const { lines } = await explain(at, { metric: 'bookings', by: 'company', subjectId: 'all', period });
    const causes = new Map(lines.map(({ recordId, cause }) => [recordId, cause ?? '']));
    expect(causes.get(reopened['Id'] ?? '')).toBe('after the lock of 2026-10: reopened');
    expect(causes.get(deleted['Id'] ?? '')).toBe('after the lock of 2026-10: deleted');
    expect(causes.get(backdated['Id'] ?? '')).toBe('after the lock of 2026-10: closed late');
  });

  it('tells whoever asks about October both numbers, the difference and the cause', async () => {
    const owner = must(
      product.company.tables['User']?.find((row) => row['Id'] === reopened['OwnerId']),
      'the owner of the reopened deal',
    );
    const email = owner['Email'] ?? '';
    await product.slack.command(email, `/attain bookings ${OCTOBER}`, { channel: 'sales-all' });
    const answer = await product.slack.until(() => product.slack.ephemeral(email).at(-1), {
      what: 'the private answer',
      ms: 10_000,
    });
    expect(answer.text).toMatch(/As reported: \$[\d,.]+\. As restated: \$[\d,.]+ \([−+]\$[\d,.]+\)\./);
    expect(answer.text).toContain('Adjustment, reported later');
    expect(answer.text).toContain('after the lock of 2026-10: reopened');
  });

  it('cannot be locked while it runs', async () => {
    const november = periodNamed(await context(), NOVEMBER);
    const change = { period: november, to: 'locked', reason: 'too early', by: 'test' } as const;
    await expect(changePeriod(services(), { ...change, now: product.clock.now() })).rejects.toThrow(
      '2026-11 is not over',
    );
  });
});
