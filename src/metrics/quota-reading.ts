import { day, dayWords } from '#lib/days.ts';
import { effectiveQuota, type QuotaSegment } from '#model/quota-segments.ts';
import { inForce, isSalesforce, type QuotaStretch, type QuotaVersion } from '#model/quota-versions.ts';
import type { Period } from '#model/period.ts';
import { segmentsOf, type Adjustments, type NotedSegment } from './quota-adjusting.ts';

/**
 * A version of a person's quota, in the smallest units of its currency, or a count. Days are ISO texts, which sort as
 * days do: a board reads thousands of these.
 */
export interface QuotaRow extends QuotaVersion {
  /** '' for counts. */
  readonly currency: string;
  /** In hundredths of a percent. */
  readonly weight: number | null;
}

/** What some days add to a quota. */
export interface QuotaLine {
  readonly from: string;
  readonly to: string;
  readonly amount: bigint;
  /** The quota of its whole period as it stands on these days. */
  readonly asSet: bigint;
  readonly version: number;
  /** How it came to be less than what was set: a ramp, leave, a change; '' where it is as it was set. */
  readonly note: string;
}

export type PersonalQuota =
  | {
      readonly kind: 'quota';
      readonly amount: bigint;
      /** They sum to the amount exactly. */
      readonly lines: readonly QuotaLine[];
      /** In hundredths of a percent; null where none is given or it differs within the period. */
      readonly weight: number | null;
      /** How it came about, where it is not simply what was set: "10 of 65 working days on leave". */
      readonly notes: readonly string[];
    }
  | { readonly kind: 'none'; readonly reason: string; readonly partial: boolean };

const NO_QUOTA: PersonalQuota = { kind: 'none', reason: 'no quota', partial: false };
const ALL_ON_LEAVE: PersonalQuota = {
  kind: 'none',
  reason: 'no quota: on leave or not yet ramped all of the period',
  partial: false,
};

/** A stretch of days with a quota of its own, and what of it holds when. */
interface Tile {
  readonly start: string;
  readonly end: string;
  readonly isSalesforce: boolean;
  readonly stretches: readonly QuotaStretch[];
  readonly weight: number | null;
  readonly currencies: readonly string[];
}

/** What quotas are read for: figures in one currency, '' for counts, and what makes less of them. */
export interface QuotaUse {
  readonly currency: string;
  readonly adjustments?: Adjustments | undefined;
}

/**
 * The quota of a person for exactly a period: its own, else the sum of quotas that tile it without gap or overlap, each
 * as far as ramp, leave and changes on the way leave of it. One from a file or a form takes precedence over
 * Salesforce's. A part is never spread over the whole, nor a whole cut, nor another currency added.
 */
export function quotaFor(
  period: Period,
  rows: readonly QuotaRow[],
  { currency, adjustments }: QuotaUse,
): PersonalQuota {
  const [start, end] = [period.start.toString(), period.end.toString()];
  const all = tilesOf(rows);
  const known = all.filter(({ currencies }) => currencies.every((it) => it === currency));
  if (known.length === 0 && all.length > 0) return foreign(all);
  const inside = known.filter((tile) => start <= tile.start && tile.end <= end);
  const tiles = tile(start, end, inside.toSorted(preference));
  if (tiles) return total(tiles, adjustments);
  const touching = known.filter((tile) => tile.start < end && start < tile.end);
  if (touching.length === 0) return NO_QUOTA;
  return { kind: 'none', reason: `quota covers only ${spans(touching)}`, partial: true };
}

function tilesOf(rows: readonly QuotaRow[]): readonly Tile[] {
  const lines = Map.groupBy(rows, (row) => `${row.start}/${row.end}/${isSalesforce(row.source)}`);
  return [...lines.values()].flatMap((versions) => {
    const stretches = inForce(versions);
    const last = stretches.at(-1);
    if (!last) return [];
    const { start, end, source, version } = last.version;
    const rowOf = (number: number) => versions.find((row) => row.version === number);
    const currencies = new Set(stretches.map((stretch) => rowOf(stretch.version.version)?.currency ?? ''));
    const weight = rowOf(version)?.weight ?? null;
    return [
      {
        start,
        end,
        isSalesforce: isSalesforce(source),
        stretches,
        weight,
        currencies: [...currencies],
      },
    ];
  });
}

function foreign(tiles: readonly Tile[]): PersonalQuota {
  const currencies = [...new Set(tiles.flatMap((tile) => tile.currencies))];
  const names = currencies.map((currency) => currency || 'no currency').join(', ');
  return { kind: 'none', reason: `quota is in ${names}`, partial: true };
}

function total(tiles: readonly Tile[], adjustments: Adjustments | undefined): PersonalQuota {
  const adjusted = tiles.map((tile) => linesOf(tile, adjustments));
  const lines = adjusted.flatMap((it) => it.lines);
  const amount = lines.reduce((sum, it) => sum + it.amount, 0n);
  if (amount === 0n) return lines.some(({ asSet }) => asSet > 0n) ? ALL_ON_LEAVE : NO_QUOTA;
  const weights = [...new Set(tiles.map(({ weight }) => weight))];
  return {
    kind: 'quota',
    amount,
    lines: lines.filter((line) => line.amount !== 0n || line.asSet !== 0n),
    weight: weights.length === 1 ? (weights[0] ?? null) : null,
    notes: adjusted.flatMap((it) => it.notes),
  };
}

interface TileLines {
  readonly lines: readonly QuotaLine[];
  readonly notes: readonly string[];
}

function linesOf({ start, end, stretches }: Tile, adjustments: Adjustments | undefined): TileLines {
  const { segments, notes } = segmentsOf({ start, end, stretches }, adjustments);
  const { parts } = effectiveQuota(segments);
  return {
    lines: parts.map(({ segment, amount }, at) => lineOf(segment, { amount, of: segments[at] })),
    notes,
  };
}

function lineOf(
  { from, to, quota }: QuotaSegment,
  { amount, of }: { readonly amount: bigint; readonly of: NotedSegment | undefined },
): QuotaLine {
  return { from, to, amount, asSet: quota, version: of?.version ?? 1, note: of?.note ?? '' };
}

/** Tiles that follow each other from start to end; of several ways the first by preference. */
function tile(start: string, end: string, tiles: readonly Tile[]): readonly Tile[] | undefined {
  if (start === end) return [];
  for (const one of tiles) {
    if (one.start !== start) continue;
    const rest = tile(one.end, end, tiles);
    if (rest) return [one, ...rest];
  }
  return undefined;
}

/** Our own before Salesforce's; the longest first. */
function preference(a: Tile, b: Tile): number {
  if (a.isSalesforce !== b.isSalesforce) return a.isSalesforce ? 1 : -1;
  return compare(b.end, a.end);
}

function spans(tiles: readonly Tile[]): string {
  const runs: { start: string; end: string }[] = [];
  for (const { start, end } of tiles.toSorted((a, b) => compare(a.start, b.start))) {
    const last = runs.at(-1);
    if (last && start <= last.end) last.end = last.end < end ? end : last.end;
    else runs.push({ start, end });
  }
  return runs
    .map((run) => `${dayWords(day(run.start))} to ${dayWords(day(run.end).subtract({ days: 1 }))}`)
    .join(' and ');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
