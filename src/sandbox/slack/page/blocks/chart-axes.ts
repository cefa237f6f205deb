import { html, type Html } from '#sandbox/slack/page/markup.ts';

/** What a chart with axes shows: one value for every category in each series. */
export interface Plot {
  readonly categories: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[];
  readonly xLabel: string;
  readonly yLabel: string;
}

/** The drawing area inside the viewBox of 480 × 260. */
const AREA = { left: 64, right: 472, top: 12, bottom: 206 };

/** The scale of the y axis: round steps that include zero. */
function scaleOf(plot: Plot): { low: number; high: number; step: number } {
  const values = plot.series.flatMap((series) => series.values);
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const rough = (high - low || 1) / 4;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * magnitude >= rough) ?? 10) * magnitude;
  return { low: Math.floor(low / step) * step, high: Math.ceil(high / step) * step || step, step };
}

export function yOf(plot: Plot, value: number): number {
  const { low, high } = scaleOf(plot);
  return AREA.bottom - ((value - low) / (high - low)) * (AREA.bottom - AREA.top);
}

/** The middle of a category. */
export function xOf(plot: Plot, index: number): number {
  return AREA.left + (index + 0.5) * categoryWidth(plot);
}

export function categoryWidth(plot: Plot): number {
  return (AREA.right - AREA.left) / Math.max(plot.categories.length, 1);
}

/** Grid, ticks and labels. */
export function axes(plot: Plot): Html {
  const { low, high, step } = scaleOf(plot);
  const ticks = Array.from({ length: Math.round((high - low) / step) + 1 }, (_, at) => low + at * step);
  const grid = ticks.map((tick) => {
    const y = yOf(plot, tick);
    return html`<line class="${tick === 0 ? 'zero' : 'grid'}" x1="${AREA.left}" x2="${AREA.right}" y1="${y}" y2="${y}"/>
<text class="tick" x="${AREA.left - 6}" y="${y + 4}" text-anchor="end">${short(tick)}</text>`;
  });
  const every = Math.ceil(plot.categories.length / 8);
  const names = plot.categories.map((category, at) => {
    return (
      at % every === 0 &&
      html`<text class="tick" x="${xOf(plot, at)}" y="${AREA.bottom + 18}" text-anchor="middle">${clipped(category, plot)}</text>`
    );
  });
  const middle = (AREA.top + AREA.bottom) / 2;
  return html`${grid}${names.filter((name) => name !== false)}
<text class="axis" x="${(AREA.left + AREA.right) / 2}" y="${AREA.bottom + 40}" text-anchor="middle">${plot.xLabel}</text>
<text class="axis" transform="translate(14 ${middle}) rotate(-90)" text-anchor="middle">${plot.yLabel}</text>`;
}

function short(value: number): string {
  return value.toLocaleString('en-US', { notation: 'compact', maximumFractionDigits: 1 });
}

function clipped(category: string, plot: Plot): string {
  const room = Math.max(3, Math.floor((categoryWidth(plot) * Math.ceil(plot.categories.length / 8)) / 7));
  return category.length > room ? `${category.slice(0, room - 1)}…` : category;
}
