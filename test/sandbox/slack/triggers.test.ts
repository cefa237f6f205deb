import { expect, test } from 'vitest';
import { createTriggers } from '#sandbox/slack/app/triggers.ts';

test('a trigger opens one view within three seconds', () => {
  let now = 0;
  const triggers = createTriggers({ lifeMs: 3000, strict: true, machineNow: () => now });
  const [first, second] = [triggers.issue('U1'), triggers.issue('U2')];

  now = 3000;
  expect(triggers.spend(first)).toEqual({ ok: true, user: 'U1' });
  expect(triggers.spend(first)).toEqual({ ok: false, error: 'exchanged_trigger_id' });
  now = 3001;
  expect(triggers.spend(second)).toEqual({ ok: false, error: 'expired_trigger_id' });
  expect(triggers.spend('made up')).toEqual({ ok: false, error: 'invalid_trigger_id' });
});

test('with the rule off a trigger is good for ever', () => {
  let now = 0;
  const triggers = createTriggers({ lifeMs: 3000, strict: false, machineNow: () => now });
  const trigger = triggers.issue('U1');

  now = 60_000;
  expect([triggers.spend(trigger), triggers.spend(trigger)].every((spent) => spent.ok)).toBe(true);
});
