import { describe, expect, it } from 'vitest';
import { type Candidate, isAddressOf, type MailRule, matchPeople } from '#features/people/match-policy.ts';
import type { Profile } from '#slack/directory.ts';

function member(id: string, email: string | null, isFullMember = true): Profile {
  return { id, name: `Name of ${id}`, email, timeZone: 'UTC', locale: 'en-US', isFullMember };
}

function person(personId: string, email: string, username: string | null = null): Candidate {
  return { personId, name: `Name of ${personId}`, email, username };
}

const rule = (kind: MailRule['kind'], given: string, more: Partial<MailRule> = {}): MailRule => ({
  kind,
  given,
  means: '',
  personId: null,
  ...more,
});

describe('who is probably who', () => {
  it('has the same e-mail, whatever its case', () => {
    const { matched } = matchPeople(
      [person('005D', ' Dana@Example.com')],
      [member('U0DANA', 'dana@example.com')],
    );
    expect(matched).toEqual([{ personId: '005D', slackUserId: 'U0DANA', name: 'Name of U0DANA' }]);
  });

  it('has in Slack the user name of Salesforce, where the e-mail there is another', () => {
    const people = [person('005D', 'sales@example.com', 'dana@example.com')];
    expect(matchPeople(people, [member('U0DANA', 'dana@example.com')]).matched).toHaveLength(1);
  });

  it('is never a guest, a bot or a deactivated account', () => {
    const people = [person('005D', 'dana@example.com')];
    const { matched, unmatched } = matchPeople(people, [member('U0DANA', 'dana@example.com', false)]);
    expect(matched).toEqual([]);
    expect(unmatched).toEqual(people);
  });

  it('is nobody where the e-mail is missing on both sides', () => {
    const { matched, unmatched } = matchPeople([person('005A', '')], [member('U0X', null)]);
    expect(matched).toEqual([]);
    expect(unmatched).toHaveLength(1);
  });
});

describe('two who could be meant', () => {
  it.each([
    [
      'two people of one e-mail',
      [person('005A', 's@x.com'), person('005B', 's@x.com')],
      [member('U1', 's@x.com')],
    ],
    [
      'two accounts of one e-mail',
      [person('005A', 's@x.com')],
      [member('U1', 's@x.com'), member('U2', 's@x.com')],
    ],
    [
      'somebody whose e-mail is the user name of another',
      [person('005A', 's@x.com'), person('005B', 'b@x.com', 's@x.com')],
      [member('U1', 's@x.com')],
    ],
    [
      'somebody whose e-mail and user name are two accounts',
      [person('005A', 's@x.com', 'a@x.com')],
      [member('U1', 's@x.com'), member('U2', 'a@x.com')],
    ],
  ])('are never proposed, but shown with all candidates: %s', (_, people, members) => {
    const { matched, unclear, unmatched } = matchPeople(people, members);
    expect([matched, unmatched]).toEqual([[], []]);
    expect(unclear).toEqual([{ people, members }]);
  });

  it('are told apart by an admin who says whose the address is', () => {
    const people = [person('005A', 's@x.com'), person('005B', 's@x.com')];
    const { matched, unclear } = matchPeople(
      people,
      [member('U1', 's@x.com')],
      [rule('alias', 's@x.com', { personId: '005B' })],
    );
    expect([matched.map(({ personId }) => personId), unclear]).toEqual([['005B'], []]);
  });
});

describe('an address that means another', () => {
  const dana = person('005D', 'dana@new.com');
  const renamed = rule('domain', 'old.com', { means: 'new.com' });

  it.each([
    ['dana@old.com', [renamed], true],
    ['dana@old.com', [], false],
    ['dana+slack@new.com', [rule('plus', 'new.com')], true],
    ['dana+slack@new.com', [], false],
    ['dana+slack@old.com', [renamed, rule('plus', 'new.com')], true],
    ['dana@notold.com', [renamed], false],
    ['otto@old.com', [renamed], false],
    ['dc@private.org', [rule('alias', 'dc@private.org', { personId: '005D' })], true],
    ['dana@new.com', [rule('alias', 'dana@new.com', { personId: '005X' })], false],
  ])('%s by %j: %s', (address, rules, isHers) => {
    expect(isAddressOf(dana, address, rules)).toBe(isHers);
    expect(matchPeople([dana], [member('U1', address)], rules).matched).toHaveLength(isHers ? 1 : 0);
  });

  it('makes two of what was one where both domains are used: then an admin decides', () => {
    const members = [member('U1', 'dana@old.com'), member('U2', 'dana@new.com')];
    expect(matchPeople([dana], members, [renamed]).unclear).toHaveLength(1);
  });
});
