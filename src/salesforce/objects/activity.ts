import { dayIn } from '#lib/days.ts';

/** A call, e-mail or meeting as a row; `other` and rows without a day count nowhere. */
export interface ActivityRow {
  readonly id: string;
  readonly source: 'task' | 'event';
  readonly kind: 'call' | 'email' | 'meeting' | 'other';
  readonly owner_id: string | null;
  readonly counts_on: string | null;
  readonly created_at: string | null;
  readonly happened_at: string | null;
  readonly planned_on: string | null;
  readonly record_id: string | null;
  readonly account_id: string | null;
  readonly subject: string | null;
  readonly is_deleted: boolean;
  readonly modified_at: string;
}

/** The local day of an instant (ISO text) in the org's zone, as YYYY-MM-DD; null stays null. */
export function localDay(instant: string | null, zone: string): string | null {
  return instant === null ? null : dayIn(zone, Temporal.Instant.from(instant)).toString();
}
