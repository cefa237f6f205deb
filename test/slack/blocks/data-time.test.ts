import { expect, it } from 'vitest';
import { momentToken } from '#slack/blocks/data-time.ts';

it.each([
  ['2026-11-18T00:05:00Z', 'Nov 18, 2026, 00:05 UTC'],
  ['2026-11-18T16:00:00Z', 'Nov 18, 2026, 16:00 UTC'],
])(
  'where a client draws no moment of its own, it is one of 24 hours as in all our words: %s',
  (at, words) => {
    expect(momentToken(Temporal.Instant.from(at))).toContain(`{time}|${words}>`);
  },
);
