import { categoryWidth, xOf, yOf, type Plot } from '#sandbox/slack/page/blocks/chart-axes.ts';
import { html, joined, type Html } from '#sandbox/slack/page/markup.ts';

/** Bars of several series stand beside each other, never on top. */
export function bars(plot: Plot): Html {
  const room = categoryWidth(plot) * 0.72;
  const width = room / plot.series.length;
  const zero = yOf(plot, 0);
  return joined(
    plot.series.flatMap((series, at) =>
      series.values.map((value, index) => {
        const y = yOf(plot, value);
        const x = xOf(plot, index) - room / 2 + at * width;
        const height = Math.max(Math.abs(zero - y), 0.5);
        return html`<rect class="series-${at % 6}" x="${x}" y="${Math.min(y, zero)}" width="${Math.max(width - 2, 1)}" height="${height}" rx="2"><title>${tipOf(plot, { at, index })}</title></rect>`;
      }),
    ),
  );
}

/** Lines differ by dash as well as by colour. */
export function lines(plot: Plot): Html {
  return joined(
    plot.series.map((series, at) => {
      const dots = series.values.map((value, index) => {
        return html`<circle class="series-${at % 6}" cx="${xOf(plot, index)}" cy="${yOf(plot, value)}" r="3.5"><title>${tipOf(plot, { at, index })}</title></circle>`;
      });
      return html`<polyline class="line series-${at % 6} dash-${at % 6}" points="${pointsOf(plot, series.values)}"/>${dots}`;
    }),
  );
}

/** Areas lie over each other in the order given. */
export function areas(plot: Plot): Html {
  const zero = yOf(plot, 0);
  const last = plot.categories.length - 1;
  const filled = plot.series.map((series, at) => {
    const base = `${xOf(plot, last)},${zero} ${xOf(plot, 0)},${zero}`;
    return html`<polygon class="area series-${at % 6}" points="${pointsOf(plot, series.values)} ${base}"/>`;
  });
  return html`${filled}${lines(plot)}`;
}

function pointsOf(plot: Plot, values: readonly number[]): string {
  return values.map((value, index) => `${xOf(plot, index)},${yOf(plot, value)}`).join(' ');
}

function tipOf(plot: Plot, of: { at: number; index: number }): string {
  const series = plot.series[of.at];
  const value = series?.values[of.index]?.toLocaleString('en-US') ?? '';
  return `${series?.name ?? ''}, ${plot.categories[of.index] ?? ''}: ${value}`;
}
