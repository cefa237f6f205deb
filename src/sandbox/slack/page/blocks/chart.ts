import { z } from 'zod';
import { axes, type Plot } from '#sandbox/slack/page/blocks/chart-axes.ts';
import { areas, bars, lines } from '#sandbox/slack/page/blocks/chart-marks.ts';
import { pie, type Segment } from '#sandbox/slack/page/blocks/chart-pie.ts';
import { renderer } from '#sandbox/slack/page/blocks/renderer.ts';
import { html, type Html } from '#sandbox/slack/page/markup.ts';
import { domId } from '#sandbox/slack/page/seeing.ts';

const Point = z.looseObject({ label: z.string(), value: z.number() });
const Series = z.looseObject({ name: z.string(), data: z.array(Point) });
const axed = {
  series: z.array(Series),
  axis_config: z.looseObject({
    categories: z.array(z.string()),
    x_label: z.string().optional(),
    y_label: z.string().optional(),
  }),
};

const Chart = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('pie'), segments: z.array(Point) }),
  z.looseObject({ type: z.literal('bar'), ...axed }),
  z.looseObject({ type: z.literal('line'), ...axed }),
  z.looseObject({ type: z.literal('area'), ...axed }),
]);
type Chart = z.infer<typeof Chart>;

const DRAWN = { bar: bars, line: lines, area: areas };

/** A chart with a title, a legend, and all its numbers as a table beneath. */
export const chart = renderer(z.looseObject({ title: z.string(), chart: Chart }), (block, seeing) => {
  const title = domId(seeing, block.block_id, 'title');
  const { drawing, legend, numbers } = partsOf(block.chart);
  const marks = legend.map(
    (name, at) => html`<li><span class="swatch series-${at % 6}" aria-hidden="true"></span>${name}</li>`,
  );
  return html`<figure class="chart" aria-labelledby="${title}">
<figcaption id="${title}">${block.title}</figcaption>
<svg viewBox="0 0 480 260" role="img" aria-labelledby="${title}"><title>${block.title}</title>
<desc>${kindWord(block.chart)} chart. The numbers are in the table that follows.</desc>${drawing}</svg>
${legend.length > 1 && html`<ul class="legend">${marks}</ul>`}
<details><summary>Numbers of this chart</summary>${numbers}</details></figure>`;
});

interface Parts {
  readonly drawing: Html;
  readonly legend: readonly string[];
  readonly numbers: Html;
}

function partsOf(content: Chart): Parts {
  if (content.type === 'pie') {
    const { segments } = content;
    return {
      drawing: pie(segments),
      legend: segments.map(({ label }) => label),
      numbers: segmentTable(segments),
    };
  }
  const plot: Plot = {
    categories: content.axis_config.categories,
    series: content.series.map(({ name, data }) => {
      const byLabel = new Map(data.map((point) => [point.label, point.value]));
      return { name, values: content.axis_config.categories.map((category) => byLabel.get(category) ?? 0) };
    }),
    xLabel: content.axis_config.x_label ?? '',
    yLabel: content.axis_config.y_label ?? '',
  };
  const drawing = html`${axes(plot)}${DRAWN[content.type](plot)}`;
  return { drawing, legend: plot.series.map(({ name }) => name), numbers: seriesTable(plot) };
}

function seriesTable(plot: Plot): Html {
  const heads = plot.series.map(({ name }) => html`<th scope="col" class="number">${name}</th>`);
  const rows = plot.categories.map((category, at) => {
    return html`<tr><th scope="row">${category}</th>${plot.series.map(({ values }) => html`<td class="number">${values[at]?.toLocaleString('en-US')}</td>`)}</tr>`;
  });
  return html`<div class="scroll"><table><thead><tr><th scope="col">${plot.xLabel || 'Category'}</th>${heads}</tr></thead><tbody>${rows}</tbody></table></div>`;
}

function segmentTable(segments: readonly Segment[]): Html {
  const rows = segments.map(({ label, value }) => {
    return html`<tr><th scope="row">${label}</th><td class="number">${value.toLocaleString('en-US')}</td></tr>`;
  });
  return html`<div class="scroll"><table><thead><tr><th scope="col">Part</th><th scope="col" class="number">Value</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

function kindWord(content: Chart): string {
  return { pie: 'Pie', bar: 'Bar', line: 'Line', area: 'Area' }[content.type];
}
