import { describe, expect, it } from 'vitest';
import { changedRates, spansOfRates } from '#model/rates.ts';

const rate = (currency: string, from: string, to: string | null = null) => ({
  currency,
  rate: '1.39',
  from,
  to,
});

describe('rates', () => {
  it('hold until the next of their currency begins; the last one known holds from then on', () => {
    const spans = spansOfRates([
      rate('AUD', '2026-02-01', '9999-12-31'),
      rate('EUR', '2026-01-01', '2026-01-31'),
      rate('AUD', '2026-01-01', '2026-02-01'),
    ]);
    expect(spans.map((it) => `${it.currency} ${it.from} ${it.to}`)).toEqual([
      'AUD 2026-01-01 2026-02-01',
      'AUD 2026-02-01 infinity',
      'EUR 2026-01-01 infinity',
    ]);
  });

  it('never overlap, and leave days open where Salesforce leaves them open', () => {
    const spans = spansOfRates([
      rate('AUD', '2026-01-01', '2026-01-15'),
      rate('AUD', '2026-02-01'),
      rate('AUD', '2026-02-10', '2026-03-01'),
    ]);
    expect(spans.map((it) => `${it.from} ${it.to}`)).toEqual([
      '2026-01-01 2026-01-15',
      '2026-02-01 2026-02-10',
      '2026-02-10 infinity',
    ]);
  });

  it('that change touch the days on which the old or the new table says something else', () => {
    const before = spansOfRates([rate('AUD', '2026-01-01'), rate('AUD', '2026-02-01')]);
    const after = spansOfRates([rate('AUD', '2026-01-01'), { ...rate('AUD', '2026-02-01'), rate: '1.42' }]);
    expect(changedRates(before, before)).toEqual([]);
    expect(changedRates(before, after).map((it) => `${it.from} ${it.rate}`)).toEqual([
      '2026-02-01 1.39',
      '2026-02-01 1.42',
    ]);
  });
});
