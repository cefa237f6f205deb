import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { must } from '#lib/errors.ts';
import { figureRows } from '#metrics/figure-rows.ts';
import { figuresFor } from '#metrics/figures-for.ts';
import { recordId } from '#sandbox/company/ids.ts';
import { type Product, startProduct } from '../support/product.ts';

const COUNT = 10_001;
const CENTS = 100.01;

describe('10,001 deals of one person in one quarter', () => {
  let product: Product;
  let email: string;

  beforeAll(async () => {
    product = await startProduct();
    const { company, clock, salesforce } = product;
    const quotas = must(company.tables['ForecastingQuota'], 'quotas');
    const owner = must(
      company.tables['User']?.find(
        (row) => row['IsActive'] === 'true' && quotas.some((quota) => quota['QuotaOwnerId'] === row['Id']),
      ),
      'someone with a quota',
    );
    email = must(owner['Email'], 'an e-mail').toLowerCase();
    const model = must(
      company.tables['Opportunity']?.find((row) => row['IsWon'] === 'true'),
      'a won deal',
    );
    const at = clock.now();
    const stamp = `${at.toString({ smallestUnit: 'second' }).slice(0, 19)}.000+0000`;
    salesforce.driver.tell(
      Array.from({ length: COUNT }, (_, index) => {
        const id = recordId('Opportunity', 5_000_000 + index);
        const name = index === 0 ? '<!channel> & <https://evil.example|deal>' : `Deal ${index}`;
        const fields = {
          ...model,
          Id: id,
          Name: name,
          OwnerId: index === 1 ? '' : must(owner['Id'], 'an id'),
          Amount: index === 2 ? '' : String(CENTS),
          CloseDate: '2026-11-17',
          SystemModstamp: stamp,
          LastModifiedDate: stamp,
        };
        return { at, op: 'create' as const, type: 'Opportunity', id, fields };
      }),
    );
  }, 180_000);
  afterAll(() => product.close());

  const won = async (by: string) => {
    const { store } = product.app.services;
    const asked = { metrics: 'deals_won,bookings', by, periods: '2026-11-17..2026-11-17' };
    return figureRows(await figuresFor({ store, now: product.clock.now() }, asked));
  };

  it('are all counted, the one without an owner and the one without an amount shown as such', async () => {
    const before = Number((await won('company'))[0]?.value);
    await product.pass();
    expect(Number((await won('company'))[0]?.value)).toBe(before + COUNT);
    const nobody = (await won('person')).filter((row) => row.key === '');
    expect(nobody.map((row) => row.value)).toEqual(['1', '100.01']);
  });

  it('leave the answer to why within Slack’s limits, and its lines and their rest sum to the figure', async () => {
    await product.slack.command(email, '/attain why bookings this quarter', { channel: 'sales-all' });
    const answer = await product.slack.until(
      () =>
        product.slack
          .ephemeral(email)
          .findLast((message) => /Together|could not|went wrong/.test(message.text)),
      { what: 'the records behind the figure', ms: 60_000 },
    );
    expect(answer.text).toMatch(/more to \$/);
    expect(answer.text).not.toContain('<!channel>');
    expect(answer.text).not.toContain('<https://evil.example');
  });
});
