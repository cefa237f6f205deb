import type { PersonFact } from '#model/person-facts.ts';
import type { QuotaSegment, Share } from '#model/quota-segments.ts';
import type { QuotaStretch } from '#model/quota-versions.ts';

/** What makes a person's quota less than what was set, and how its days are counted. */
export interface Adjustments {
  /** Ramp and leave of the person, never overlapping within a kind. */
  readonly facts: readonly PersonFact[];
  /** Days of [from, to) that count where the person works. */
  readonly days: (from: string, to: string) => number;
  /** What is counted: "working days" or "calendar days". */
  readonly unit: string;
}

export interface NotedSegment extends QuotaSegment {
  readonly version: number;
  /** What is special about these days, '' where nothing is. */
  readonly note: string;
}

const WHOLE: Share = { sum: 1n, by: 1n };
const NOTHING: Share = { sum: 0n, by: 1n };

interface Stretches {
  readonly start: string;
  readonly end: string;
  readonly stretches: readonly QuotaStretch[];
}

/**
 * Cuts a quota's period wherever its version, the person's ramp or their leave changes, and says so in words. Days
 * before the first version ask for nothing. Where no day of the period counts, all days do.
 */
export function segmentsOf(
  { start, end, stretches }: Stretches,
  adjustments: Adjustments | undefined,
): { readonly segments: readonly NotedSegment[]; readonly notes: readonly string[] } {
  const facts = (adjustments?.facts ?? []).filter((fact) => fact.from < end && start < fact.to);
  const [only] = stretches;
  if (only && only.from === start && only.to === end && facts.length === 0) {
    const { amount: quota, version } = only.version;
    return {
      segments: [{ from: start, to: end, quota, ramp: WHOLE, days: 1, version, note: '' }],
      notes: [],
    };
  }
  const days = adjustments ? countedDays(adjustments, start, end) : calendarDays;
  const cuts = [...stretches, ...facts].flatMap(({ from, to }) => [from, to]);
  const bounds = [...new Set([start, ...cuts.filter((cut) => start < cut && cut < end), end])].sort();
  const segments = bounds.slice(0, -1).map((from, at) => {
    const to = bounds[at + 1] ?? end;
    const stretch = stretches.find((it) => it.from <= from && from < it.to);
    const own = facts.filter((fact) => fact.from <= from && from < fact.to);
    return {
      from,
      to,
      quota: stretch?.version.amount ?? 0n,
      version: stretch?.version.version ?? 0,
      ramp: rampOf(own),
      days: days(from, to),
      note: [...(stretches.length > 1 ? [versionNote(stretch)] : []), ...own.map(factNote)].join(', '),
    };
  });
  return { segments, notes: notesOf(segments, adjustments?.unit ?? 'calendar days') };
}

function rampOf(facts: readonly PersonFact[]): Share {
  if (facts.some(({ kind }) => kind === 'leave')) return NOTHING;
  const ramp = facts.find(({ kind }) => kind === 'ramp');
  return ramp ? shareOf(ramp.value) : WHOLE;
}

/** A share as it is kept, "0.5", exactly; what is no share counts whole. */
function shareOf(text: string): Share {
  const match = /^(\d{1,3})(?:\.(\d{1,9}))?$/.exec(text.trim());
  if (!match) return WHOLE;
  const decimals = match[2] ?? '';
  return { sum: BigInt(`${match[1] ?? '0'}${decimals}`), by: 10n ** BigInt(decimals.length) };
}

function versionNote(stretch: QuotaStretch | undefined): string {
  return stretch ? `version ${stretch.version.version}` : 'before the first version';
}

function factNote({ kind, value }: PersonFact): string {
  if (kind === 'leave') return 'on leave';
  const { sum, by } = shareOf(value);
  return `ramp ${Number((sum * 10_000n) / by) / 100}%`;
}

/** "10 of 65 working days on leave"; days without anything special need no words. */
function notesOf(segments: readonly NotedSegment[], unit: string): readonly string[] {
  const all = segments.reduce((sum, { days }) => sum + days, 0);
  return [...Map.groupBy(segments, ({ note }) => note)]
    .filter(([note]) => note !== '')
    .map(([note, own]) => {
      const days = own.reduce((sum, segment) => sum + segment.days, 0);
      return `${days} of ${all} ${unit} ${note}`;
    });
}

function countedDays({ days }: Adjustments, start: string, end: string): typeof calendarDays {
  return days(start, end) > 0 ? days : calendarDays;
}

function calendarDays(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days;
}
