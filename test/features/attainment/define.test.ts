import { describe, expect, it } from 'vitest';
import { METRICS } from '#metrics/catalogue.ts';
import { definitionOf } from '#metrics/definition.ts';
import { findMetric } from '#metrics/find-metric.ts';

describe('what a metric means', () => {
  it.each([
    ['win_rate', 'win_rate'],
    ['Win rate', 'win_rate'],
    ['win-rate', 'win_rate'],
    ['touch points', 'touch_points'],
    ['follow-up', 'followup_cadence'],
    ['turnovr', 'turnover'],
    ['time_in_stage:Proposal', 'time_in_stage:Proposal'],
  ])('%s is %s', (text, id) => {
    expect(findMetric(text).id).toBe(id);
  });

  it('asks which one where several are called so, and says where all are where none is', () => {
    expect(() => findMetric('sales cycle me')).not.toThrow();
    expect(() => findMetric('forecast')).toThrow(/^"forecast" may be several metrics\.$/);
    expect(() => findMetric('zzzzzzzz')).toThrow(/^"zzzzzzzz" is no metric I know\.$/);
  });

  it.each(METRICS.map((metric) => [metric.id, metric] as const))(
    'is told of %s: definition, formula, fields and a worked example',
    (_, metric) => {
      const told = new Map(definitionOf(metric));
      expect([...told.keys()]).toEqual(
        expect.arrayContaining(['Definition', 'Formula', 'Unit', 'Version', 'Minimum sample']),
      );
      expect(told.get('Salesforce fields')).toMatch(/^[A-Z]\w+\.\w+/);
      expect(told.get('Worked example')).toMatch(/^.+ gives .+$/);
    },
  );

  it('capability 35: the example of the sales velocity is 14,215 a day', () => {
    const told = new Map(definitionOf(findMetric('sales_velocity')));
    expect(told.get('Worked example')).toMatch(/gives \$14,215\.38$/);
    expect(told.get('Reckoned from')).toBe('open deals, average deal size, win rate, sales cycle');
  });
});
