import { describe, expect, it } from 'vitest';
import { type CelebrationSpec, celebrationTitle } from '#features/celebrations/celebration.ts';
import { listMessage } from '#features/celebrations/list-views.ts';
import { askMessage } from '#features/celebrations/quota-views.ts';
import { day } from '#lib/days.ts';

const SPEC: CelebrationSpec = {
  channelId: 'C1',
  teamId: '005000000000001AAA',
  smallest: '100',
  currency: 'USD',
  says: 'deals',
  withQuotas: true,
  fromHour: 8,
  toHour: 18,
  timeZone: 'Europe/Berlin',
};
const asked = (state: 'asked' | 'told', channels: readonly string[]) =>
  askMessage({
    state,
    isReached: true,
    period: { type: 'quarter', id: '2026-Q4', start: day('2026-10-01'), end: day('2027-01-01') },
    channels,
    value: '1',
  }).text;

describe('the words of a celebration', () => {
  it('fit the number of channels', () => {
    expect(asked('asked', ['C1'])).toContain('May <#C1> celebrate it?');
    expect(asked('asked', ['C1', 'C2'])).toContain('May <#C1> and 1 more channel celebrate it?');
    expect(asked('told', ['C1'])).toContain('<#C1> hears that');
    expect(asked('told', ['C1', 'C2', 'C3'])).toContain('<#C1> and 2 more channels hear that');
  });

  it('say what follows a long name, too', () => {
    const title = celebrationTitle(SPEC, 'Anna '.repeat(40));
    expect(title).toMatch(/^deals won by the team of Anna .*… from \$1, and quotas reached$/);
    expect(title.length).toBeLessThan(150);
  });

  it('say of a team that nobody leads any more that it has no manager', () => {
    expect(celebrationTitle(SPEC, undefined)).toBe(
      'deals won by a team without a manager from $1, and quotas reached',
    );
  });

  it('say what is missing from a long list, also where that is one', () => {
    const all = Array.from({ length: 21 }, (_, at) => ({
      celebration: {
        ...SPEC,
        id: at + 1,
        createdBy: 'U1',
        since: Temporal.Instant.from('2026-11-18T09:00:00Z'),
        pause: undefined,
      },
      teamName: 'Anna Keller',
    }));
    expect(listMessage(all).text).toContain('1 more is not shown here.');
  });
});
