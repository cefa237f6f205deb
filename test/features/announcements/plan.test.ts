import { describe, expect, it } from 'vitest';
import type { Delivery, Question } from '#features/announcements/announcement.ts';
import { decideAsking, MOST_ANONYMOUS, MOST_OWN } from '#features/announcements/asking.ts';
import { meantFor, partsOf } from '#features/announcements/meaning.ts';
import { dueAt, landingOf, readersOf, remindAt, whomToRemind } from '#features/announcements/plan.ts';
import { mayAnnounce, mayApprove } from '#features/announcements/rights.ts';
import { day } from '#lib/days.ts';

const at = (text: string) => Temporal.Instant.from(text);
const NOW = at('2026-11-19T12:00:00Z');

const reader = (slackUserId: string, roleId: string | null, teams: readonly string[]) => ({
  slackUserId,
  roleId,
  teams,
  timeZone: 'Europe/Berlin',
});

describe('who gets an announcement', () => {
  const everyone = [
    reader('ANA', 'AE', ['ANA', 'DANA']),
    reader('LI', null, ['LI', 'DANA']),
    reader('OTTO', 'SE', ['OTTO']),
  ];
  const names = (audience: Partial<Parameters<typeof readersOf>[1]>) =>
    readersOf(everyone, { roles: [], teams: [], channels: [], ...audience }).map((one) => one.slackUserId);

  it('is everyone in one of its roles or teams, once, or everybody; nobody for its channels alone', () => {
    expect(names({ roles: ['AE'], teams: ['DANA'] })).toEqual(['ANA', 'LI']);
    expect(names({ roles: ['SE'] })).toEqual(['OTTO']);
    expect(names({ roles: ['*'] })).toEqual(['ANA', 'LI', 'OTTO']);
    expect(names({ channels: ['C1'] })).toEqual([]);
  });
});

describe('what a change means for one role or team', () => {
  const meanings = [
    { kind: 'role', partId: 'AE' },
    { kind: 'team', partId: 'DANA' },
  ] as const;
  const meant = (...given: Parameters<typeof reader>) =>
    meantFor(reader(...given), meanings).map(({ partId }) => partId);

  it('is said to its people alone: of each part they are in, and to nobody else', () => {
    expect(meant('ANA', 'AE', ['ANA', 'DANA'])).toEqual(['AE', 'DANA']);
    expect(meant('LI', null, ['LI', 'DANA'])).toEqual(['DANA']);
    expect(meant('OTTO', 'SE', ['OTTO'])).toEqual([]);
  });

  it('can be written for chosen roles and teams, not for everybody', () => {
    expect(partsOf({ roles: ['*', 'AE'], teams: ['DANA'] })).toEqual(meanings);
  });
});

describe('when it comes', () => {
  const nine = (timeZone: string, on = '2026-11-20') => `${dueAt({ on: day(on), hour: 9, timeZone }, NOW)}`;

  it('is the same hour on each reader’s own clock, and at once where that is over', () => {
    expect(nine('Europe/Berlin')).toBe('2026-11-20T08:00:00Z');
    expect(nine('America/Los_Angeles')).toBe('2026-11-20T17:00:00Z');
    expect(nine('Europe/Berlin', '2026-11-19')).toBe(`${NOW}`);
  });

  it('is followed by a reminder two working days later at that hour, whatever the clocks did', () => {
    const isWorkingDay = (on: Temporal.PlainDate) => on.dayOfWeek < 6;
    const reminded = (due: string) =>
      `${remindAt({ due: at(due), timeZone: 'Europe/Berlin' }, isWorkingDay)}`;
    expect(reminded('2026-11-20T08:00:00Z')).toBe('2026-11-24T08:00:00Z');
    expect(reminded('2026-10-23T07:00:00Z')).toBe('2026-10-27T08:00:00Z');
    expect(reminded('2026-11-18T08:00:00Z')).toBe('2026-11-20T08:00:00Z');
  });
});

const delivery = (slackUserId: string, more: Partial<Delivery> = {}): Delivery => ({
  slackUserId,
  dueAt: NOW,
  remindAt: NOW,
  acknowledgedOn: null,
  wasReminded: false,
  wasReached: true,
  ...more,
});

describe('who is reminded', () => {
  it('is whom it reached and who has neither read it nor asked openly nor had a part in it, once and not before their time', () => {
    const all = [
      delivery('SILENT'),
      delivery('READ', { acknowledgedOn: day('2026-11-18') }),
      delivery('ASKED'),
      delivery('AUTHOR'),
      delivery('REMINDED', { wasReminded: true }),
      delivery('UNREACHED', { wasReached: false }),
      delivery('LATER', { remindAt: NOW.add({ hours: 1 }) }),
      delivery('IN A CHANNEL', { dueAt: null, remindAt: null }),
    ];
    const due = whomToRemind(all, { spared: new Set(['ASKED', 'AUTHOR']), now: NOW });
    expect(due.map(({ slackUserId }) => slackUserId)).toEqual(['SILENT']);
    expect(
      landingOf([...all, delivery('READER', { dueAt: null, acknowledgedOn: day('2026-11-19') })]),
    ).toEqual({
      people: 7,
      reached: 6,
      acknowledged: 2,
      inChannels: 1,
    });
  });
});

describe('a question', () => {
  const question = (words: string, askerId: string | null, answer: string | null = null): Question => ({
    id: words,
    announcementId: 1,
    askerName: null,
    words,
    askerId,
    answer,
    wasTold: true,
  });
  const many = (count: number, askerId: string | null) =>
    Array.from({ length: count }, (_, index) => question(`Number ${index}`, askerId));
  const decide = (askerId: string | null, questions: readonly Question[], people = 12) =>
    decideAsking({ askerId, words: 'Why now?' }, { questions, people }).kind;

  it('without a name is bounded for the announcement, for there is nobody to count', () => {
    expect(decide(null, many(MOST_ANONYMOUS - 1, null))).toBe('ask');
    expect(decide(null, many(MOST_ANONYMOUS, null))).toBe('refuse');
    expect(decide('ANA', many(MOST_ANONYMOUS, null))).toBe('ask');
  });

  it('in one’s own name is bounded for the person', () => {
    expect(decide('ANA', many(MOST_OWN, 'ANA'))).toBe('refuse');
    expect(decide('LI', many(MOST_OWN, 'ANA'))).toBe('ask');
  });

  it('in the same words waits once, and may be asked again when it was answered', () => {
    expect(decide(null, [question('why  NOW', null)])).toBe('same');
    expect(decide(null, [question('why now', null, 'Because.')])).toBe('ask');
    expect(decide('ANA', [question('why now', null)])).toBe('ask');
  });

  it('is not taken without a name where so few got the change that its words would say who asks', () => {
    expect(decide(null, [], 4)).toBe('refuse');
    expect(decide(null, [], 5)).toBe('ask');
    expect(decide('ANA', [], 4)).toBe('ask');
  });
});

describe('who may announce and approve', () => {
  const actor = { slackUserId: 'U1', personId: 'P1', isInstaller: false };
  const holders = new Set(['BOSS']);

  it('is an executive, an admin, and who stands in for one; nobody else', () => {
    expect(mayAnnounce({ ...actor, roles: ['exec'] }, holders)).toBe(true);
    expect(mayAnnounce({ ...actor, isInstaller: true }, holders)).toBe(true);
    expect(mayAnnounce({ ...actor, standsInFor: ['BOSS'] }, holders)).toBe(true);
    expect(mayAnnounce({ ...actor, standsInFor: ['REP'], roles: ['auditor', 'comp_admin'] }, holders)).toBe(
      false,
    );
  });

  it('is another person than the author, who approves alone only where nobody else may', () => {
    const announced = { authorId: 'U1', others: ['U2'] };
    expect(mayApprove('U2', announced)).toBe(true);
    expect(mayApprove('U1', announced)).toBe(false);
    expect(mayApprove('U3', announced)).toBe(false);
    expect(mayApprove('U1', { ...announced, others: [] })).toBe(true);
    expect(mayApprove('U3', { ...announced, others: [] })).toBe(false);
  });
});
