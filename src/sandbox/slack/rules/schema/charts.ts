import { z } from 'zod';
import { blockBase, chars, items } from '#sandbox/slack/rules/schema/text.ts';

const label = chars(20, 1);
const MOST_SERIES = 6;
const MOST_POINTS = 20;

const Pie = z.strictObject({
  type: z.literal('pie'),
  segments: items(z.strictObject({ label, value: z.number().positive('must be more than 0') }), {
    most: MOST_SERIES,
  }),
});

const Series = z.strictObject({
  name: label,
  data: items(z.strictObject({ label, value: z.number() }), { most: MOST_POINTS }),
});

const Axes = z.strictObject({
  categories: items(label, { most: MOST_POINTS }),
  x_label: chars(50).optional(),
  y_label: chars(50).optional(),
});

const axes = { series: items(Series, { most: MOST_SERIES }), axis_config: Axes };

/** Bars, lines and areas: every series has exactly one point for each category. */
const Chart = z
  .discriminatedUnion('type', [
    Pie,
    z.strictObject({ type: z.literal('bar'), ...axes }),
    z.strictObject({ type: z.literal('line'), ...axes }),
    z.strictObject({ type: z.literal('area'), ...axes }),
  ])
  .check((context) => {
    const chart = context.value;
    if (chart.type === 'pie') return;
    const complain = (message: string, path: (string | number)[]) =>
      context.issues.push({ code: 'custom', input: chart, message, path });
    const { categories } = chart.axis_config;
    if (hasTwins(categories)) complain('categories must be unique', ['axis_config', 'categories']);
    if (hasTwins(chart.series.map((series) => series.name)))
      complain('series names must be unique', ['series']);
    for (const [index, series] of chart.series.entries()) {
      const labels = series.data.map((point) => point.label);
      const fits =
        labels.length === categories.length && categories.every((category) => labels.includes(category));
      if (!fits) complain('must have one point for every category', ['series', index, 'data']);
    }
  });

export const DataVisualization = z.strictObject({
  type: z.literal('data_visualization'),
  ...blockBase,
  title: chars(50, 1),
  chart: Chart,
});

function hasTwins(values: readonly string[]): boolean {
  return new Set(values).size < values.length;
}
