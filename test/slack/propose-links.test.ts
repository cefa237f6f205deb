import { describe, expect, it } from 'vitest';
import type { Profile } from '#slack/directory.ts';
import { proposeLinks } from '#slack/propose-links.ts';

function member(id: string, email: string | null, isFullMember = true): Profile {
  return { id, name: `Name of ${id}`, email, timeZone: 'UTC', locale: 'en-US', isFullMember };
}

describe('who is probably who', () => {
  it('has the same e-mail, whatever its case', () => {
    const { matched } = proposeLinks(
      [{ personId: '005D', email: ' Dana@Example.com' }],
      [member('U0DANA', 'dana@example.com')],
    );
    expect(matched).toEqual([{ personId: '005D', slackUserId: 'U0DANA', name: 'Name of U0DANA' }]);
  });

  it('is never a guest, a bot or a deactivated account', () => {
    const people = [{ personId: '005D', email: 'dana@example.com' }];
    const { matched, unmatched } = proposeLinks(people, [member('U0DANA', 'dana@example.com', false)]);
    expect(matched).toEqual([]);
    expect(unmatched).toEqual(people);
  });

  it('is not decided where an e-mail stands for several on either side', () => {
    const shared = [
      { personId: '005A', email: 'sales@example.com' },
      { personId: '005B', email: 'sales@example.com' },
      { personId: '005C', email: 'omar@example.com' },
    ];
    const profiles = [
      member('U0S', 'sales@example.com'),
      member('U0O', 'omar@example.com'),
      member('U0O2', 'omar@example.com'),
    ];
    expect(proposeLinks(shared, profiles)).toEqual({
      matched: [],
      ambiguous: ['sales@example.com', 'omar@example.com'],
      unmatched: [],
    });
  });

  it('is nobody where the e-mail is missing on both sides', () => {
    const { matched, unmatched } = proposeLinks([{ personId: '005A', email: '' }], [member('U0X', null)]);
    expect(matched).toEqual([]);
    expect(unmatched).toHaveLength(1);
  });
});
