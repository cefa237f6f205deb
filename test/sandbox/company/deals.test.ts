import { describe, expect, test } from 'vitest';
import { day, daysBetween } from '#lib/days.ts';
import { inventCompany } from '#sandbox/company/company.ts';
import { grouped, rowsOf } from './reading.ts';

const company = inventCompany();
const deals = rowsOf(company, 'Opportunity');
const histories = grouped(rowsOf(company, 'OpportunityHistory'), 'OpportunityId');
const stages = new Map(rowsOf(company, 'OpportunityStage').map((stage) => [stage['ApiName'], stage]));
const today = company.org.today.toString();

describe('a deal', () => {
  test('is won or closed exactly when its stage says so', () => {
    const wrong = deals.filter(({ StageName, IsWon, IsClosed }) => {
      const stage = stages.get(StageName);
      return IsWon !== stage?.['IsWon'] || IsClosed !== stage?.['IsClosed'];
    });
    expect(wrong).toEqual([]);
  });

  test('ends its history as it stands, and began it when it was created', () => {
    for (const deal of deals) {
      const rows = histories.get(deal['Id'] ?? '') ?? [];
      const { StageName, Amount, CloseDate, Probability, SystemModstamp } = deal;
      expect(rows.at(-1)).toMatchObject({ StageName, Amount, CloseDate, Probability, SystemModstamp });
      expect(rows[0]?.['CreatedDate']).toBe(deal['CreatedDate']);
    }
  });

  test('has a history in order of time, each row saying what was before', () => {
    for (const rows of histories.values()) {
      rows.slice(1).forEach((row, index) => {
        const before = rows[index];
        expect((row['CreatedDate'] ?? '') > (before?.['CreatedDate'] ?? '')).toBe(true);
        expect([row['PrevAmount'], row['PrevCloseDate']]).toEqual([
          before?.['Amount'],
          before?.['CloseDate'],
        ]);
      });
    }
  });

  test('last changed its stage when its history says', () => {
    for (const deal of deals) {
      const rows = histories.get(deal['Id'] ?? '') ?? [];
      const lastOther = rows.findLastIndex(({ StageName }) => StageName !== deal['StageName']);
      expect(deal['LastStageChangeDate']).toBe(rows[lastOther + 1]?.['CreatedDate']);
    }
  });

  test('closed on a day of the past and not before it was created', () => {
    const closed = deals.filter(({ IsClosed }) => IsClosed === 'true');
    const wrong = closed.filter(({ CloseDate = '', CreatedDate = '' }) => {
      return CloseDate > today || daysBetween(day(CreatedDate.slice(0, 10)), day(CloseDate)) < -1;
    });
    expect(wrong).toEqual([]);
  });

  test('with lines has an amount that is their sum to the cent', () => {
    const lines = grouped(rowsOf(company, 'OpportunityLineItem'), 'OpportunityId');
    const cents = (text = '') => Math.round(Number(text) * 100);
    for (const deal of deals.filter(({ HasOpportunityLineItem }) => HasOpportunityLineItem === 'true')) {
      const own = lines.get(deal['Id'] ?? '') ?? [];
      expect(own.reduce((sum, { TotalPrice }) => sum + cents(TotalPrice), 0)).toBe(cents(deal['Amount']));
      for (const { UnitPrice, Quantity, TotalPrice } of own) {
        expect(cents(UnitPrice) * Number(Quantity)).toBe(cents(TotalPrice));
      }
    }
  });
});

describe('among the deals', () => {
  const open = deals.filter(({ IsClosed }) => IsClosed === 'false');
  const isIn = (from: string, to: string) =>
    open.filter(({ CloseDate = '' }) => CloseDate >= from && CloseDate < to);

  test('are open ones that close this quarter and next, and some overdue', () => {
    expect(isIn(today, '2027-01-01').length).toBeGreaterThan(50);
    expect(isIn('2027-01-01', '2027-04-01').length).toBeGreaterThan(20);
    expect(isIn('2000-01-01', today).length).toBeGreaterThan(5);
  });

  test('are some without amount, without territory, and with cents', () => {
    const count = (matches: (deal: (typeof deals)[number]) => boolean) => deals.filter(matches).length;
    expect(count(({ Amount }) => Amount === '')).toBeGreaterThan(5);
    expect(count(({ Amount, IsWon }) => Amount === '' && IsWon === 'true')).toBeGreaterThan(0);
    expect(count(({ Territory2Id }) => Territory2Id === '')).toBeGreaterThan(20);
    expect(count(({ Amount = '' }) => /\.\d*[1-9]/.test(Amount))).toBeGreaterThan(50);
  });

  test('are some that were reopened', () => {
    const isClosed = (name: string | undefined) => stages.get(name)?.['IsClosed'] === 'true';
    const reopened = [...histories.values()].filter((rows) =>
      rows.some((row, index) => isClosed(row['StageName']) && index < rows.length - 1),
    );
    expect(reopened.length).toBeGreaterThan(10);
  });

  test('are names that attack the reader, one of them won this quarter', () => {
    const hostile = deals.find(
      ({ Name }) => Name === '<!channel> Mega deal & "Sons" <https://evil.example|click>',
    );
    expect(hostile).toMatchObject({ IsWon: 'true', Fiscal: '2026 4' });
    const names = deals.map(({ Name = '' }) => Name);
    expect(names.some((name) => /\p{Script=Arabic}/u.test(name))).toBe(true);
    expect(names.some((name) => /\p{Extended_Pictographic}/u.test(name))).toBe(true);
    expect(Math.max(...names.map((name) => name.length))).toBe(120);
  });

  test('are as many wins this week for one seller as for another', () => {
    const won = deals.filter(({ IsWon, CloseDate = '' }) => IsWon === 'true' && CloseDate >= '2026-11-16');
    const counts = [...grouped(won, 'OwnerId').values()].map((rows) => rows.length).sort((a, b) => b - a);
    expect(counts.length).toBeGreaterThan(3);
    expect(counts[1]).toBe(counts[0]);
  });
});

describe('activities', () => {
  const tasks = rowsOf(company, 'Task');
  const events = rowsOf(company, 'Event');

  test('that are calls and mails are completed, to-dos may be open', () => {
    for (const { TaskSubtype, IsClosed, Status, CompletedDateTime, CallDurationInSeconds } of tasks) {
      expect(IsClosed === 'true').toBe(CompletedDateTime !== '');
      expect(Status === 'Completed').toBe(IsClosed === 'true');
      expect(TaskSubtype === 'Call').toBe(CallDurationInSeconds !== '');
      if (TaskSubtype !== 'Task') expect(IsClosed).toBe('true');
    }
    expect(tasks.some(({ IsClosed }) => IsClosed === 'false')).toBe(true);
  });

  test('that are meetings of several colleagues have one organizer and a child for each invited', () => {
    const key = ({ WhatId, StartDateTime, CreatedDate, Subject }: (typeof events)[number]) =>
      [WhatId, StartDateTime, CreatedDate, Subject].join(' ');
    const meetings = [...Map.groupBy(events, key).values()];
    for (const rows of meetings) {
      expect(rows.filter(({ IsChild }) => IsChild === 'false')).toHaveLength(1);
      expect(new Set(rows.map(({ OwnerId }) => OwnerId)).size).toBe(rows.length);
    }
    expect(meetings.some((rows) => rows.length > 1)).toBe(true);
  });

  test('include meetings still to come', () => {
    expect(events.filter(({ ActivityDate = '' }) => ActivityDate > today).length).toBeGreaterThan(10);
  });
});
