import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inventCompany } from '#sandbox/company/company.ts';
import { inventActivity } from '#sandbox/company/future.ts';
import { isWorkingDay } from '#sandbox/company/work-days.ts';
import { rowsOf } from './reading.ts';

const company = inventCompany({ scale: 0.3 });
const hours = (count: number) => company.asOf.add({ hours: count });
const text = (value: unknown) => JSON.stringify(value);

describe('the time to come', () => {
  test('is the same however it is cut into windows', () => {
    const whole = text(inventActivity(company, company.asOf, hours(30 * 24)));
    const cut = fc.integer({ min: 0, max: 30 * 24 });
    fc.assert(
      fc.property(cut, cut, (a, b) => {
        const ends = [0, Math.min(a, b), Math.max(a, b), 30 * 24];
        const parts = ends
          .slice(1)
          .flatMap((end, index) => inventActivity(company, hours(ends[index] ?? 0), hours(end)));
        expect(text(parts)).toBe(whole);
      }),
      { numRuns: 15 },
    );
  });

  test('creates a record once, and updates or points to only what exists by then', () => {
    const known = new Set(Object.values(company.tables).flatMap((rows) => rows.map(({ Id }) => Id)));
    for (const { op, id, fields } of inventActivity(company, company.asOf, hours(45 * 24))) {
      expect(known.has(id)).toBe(op === 'update');
      if (op === 'create') expect(fields['Id']).toBe(id);
      for (const field of ['OpportunityId', 'WhatId', 'AccountId', 'OwnerId']) {
        if (fields[field]) expect(known.has(fields[field])).toBe(true);
      }
      known.add(id);
    }
  });

  test('lies in its window and is told oldest first', () => {
    const times = inventActivity(company, hours(24), hours(96)).map(({ at }) => at.epochMilliseconds);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times[0]).toBeGreaterThanOrEqual(hours(24).epochMilliseconds);
    expect(times.at(-1)).toBeLessThan(hours(96).epochMilliseconds);
  });

  test('stamps every change of a record with its moment', () => {
    const wrong = inventActivity(company, company.asOf, hours(72)).filter(
      ({ at, fields }) =>
        Temporal.Instant.from(fields['SystemModstamp'] ?? '').epochMilliseconds !== at.epochMilliseconds,
    );
    expect(wrong).toEqual([]);
  });

  test('closes every open deal of a seller who is still here', () => {
    const left = rowsOf(company, 'User').find(({ IsActive }) => IsActive === 'false');
    const open = rowsOf(company, 'Opportunity').filter(({ IsClosed, OwnerId }) => {
      return IsClosed === 'false' && OwnerId !== left?.['Id'];
    });
    const last = new Map(
      inventActivity(company, company.asOf, hours(400 * 24)).map(({ id, fields }) => [id, fields]),
    );
    expect(open.filter(({ Id = '' }) => last.get(Id)?.['IsClosed'] !== 'true')).toEqual([]);
    expect(open.length).toBeGreaterThan(20);
  });
});

test('a working day of the whole company brings some ten to thirty changes of deals', () => {
  const whole = inventCompany();
  const days = Array.from({ length: 20 }, (_, index) => whole.asOf.add({ hours: 24 * index }));
  const counts = days
    .filter((start) =>
      isWorkingDay(start.add({ hours: 16 }).toZonedDateTimeISO('America/New_York').toPlainDate()),
    )
    .map((start) => {
      const changes = inventActivity(whole, start, start.add({ hours: 24 }));
      return changes.filter(({ type }) => type === 'Opportunity').length;
    });
  const average = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  expect(average).toBeGreaterThan(10);
  expect(average).toBeLessThan(30);
});
