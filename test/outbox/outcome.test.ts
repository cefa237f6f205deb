import { describe, expect, it } from 'vitest';
import { afterFailedRender, afterPost, afterUpdate, backOff } from '#outbox/outcome.ts';

describe('the wait between tries', () => {
  it('doubles from five seconds to a quarter of an hour', () => {
    expect([1, 2, 3, 8, 9, 60].map(backOff)).toEqual([5, 10, 20, 640, 900, 900]);
  });
});

describe('where an outcome leads', () => {
  it('a new message with an unknown outcome is in doubt, an update is simply done again', () => {
    const unknown = { kind: 'unknown', reason: 'timeout' } as const;
    expect(afterPost(unknown, 1)).toEqual({ kind: 'unsure', reason: 'timeout' });
    expect(afterUpdate(unknown)).toEqual({ kind: 'again', waitSeconds: 5, reason: 'timeout' });
  });

  it.each(['message_not_found', 'cant_update_message', 'edit_window_closed', 'is_archived'])(
    'an update refused with %s is over',
    (reason) => {
      expect(afterUpdate({ kind: 'refused', reason, permanent: false })).toEqual({ kind: 'dropped', reason });
    },
  );

  it('a posted message whose words cannot be found keeps being looked at', () => {
    const end = afterFailedRender('no figures', { attempt: 99, isPosted: true, waitSeconds: undefined });
    expect(end).toMatchObject({ kind: 'again' });
  });
});
