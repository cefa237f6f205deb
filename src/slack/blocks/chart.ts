import type { Block } from '@slack/types';
import { LIMITS } from './limits.ts';
import { plainLabel } from './text.ts';

interface Point {
  readonly label: string;
  readonly value: number;
}

interface Series {
  readonly name: string;
  readonly data: readonly Point[];
}

/** Slack's native chart (June 2026), which @slack/types does not know yet. */
export interface DataVisualizationBlock extends Block {
  readonly type: 'data_visualization';
  readonly title: string;
  readonly chart:
    | { readonly type: 'pie'; readonly segments: readonly Point[] }
    | {
        readonly type: 'bar' | 'line' | 'area';
        readonly series: readonly Series[];
        readonly axis_config: {
          readonly categories: readonly string[];
          readonly x_label?: string;
          readonly y_label?: string;
        };
      };
}

export interface ChartSpec {
  readonly kind: 'bar' | 'line' | 'area';
  readonly title: string;
  /** What stands on the horizontal axis; past the first 20 the title says how many of how many are drawn. */
  readonly categories: readonly string[];
  /** One value per category and series. Numbers are for drawing only: the exact ones belong in the text. */
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[];
  readonly xLabel?: string;
  readonly yLabel?: string;
}

/** A chart within Slack's limits. Give the same numbers in the message's text: some clients cannot draw it. */
export function chart(spec: ChartSpec): DataVisualizationBlock {
  const categories = distinctLabels(spec.categories.slice(0, LIMITS.chartPoints));
  const series = spec.series.slice(0, LIMITS.chartSeries);
  const names = distinctLabels(series.map((one) => one.name));
  return {
    type: 'data_visualization',
    title: chartTitle(spec),
    chart: {
      type: spec.kind,
      series: series.map((one, index) => ({
        name: names[index] ?? '',
        data: categories.map((label, at) => ({ label, value: one.values[at] ?? 0 })),
      })),
      axis_config: {
        categories,
        ...(spec.xLabel === undefined ? {} : { x_label: plainLabel(spec.xLabel, LIMITS.chartAxis) }),
        ...(spec.yLabel === undefined ? {} : { y_label: plainLabel(spec.yLabel, LIMITS.chartAxis) }),
      },
    },
  };
}

function chartTitle(spec: ChartSpec): string {
  const left = [
    part(spec.categories.length, LIMITS.chartPoints, ''),
    part(spec.series.length, LIMITS.chartSeries, ' series'),
  ].join('');
  return `${plainLabel(spec.title, LIMITS.chartTitle - left.length)}${left}`;
}

function part(count: number, most: number, noun: string): string {
  return count > most ? ` (${most} of ${count}${noun})` : '';
}

/** Labels of at most 20 characters, no two alike: Slack refuses a chart with the same category twice. */
function distinctLabels(labels: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return labels.map((raw) => {
    let label = plainLabel(raw, LIMITS.chartLabel);
    for (let n = 2; taken.has(label); n++) {
      const suffix = ` (${n})`;
      label = `${plainLabel(raw, LIMITS.chartLabel - suffix.length)}${suffix}`;
    }
    taken.add(label);
    return label;
  });
}
