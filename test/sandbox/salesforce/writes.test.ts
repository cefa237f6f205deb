import { describe, expect, it } from 'vitest';
import { company, deal, dealRow, NOON, person, stand } from './support.ts';

const later = NOON.add({ hours: 1 });

describe('moving a deal to another stage', () => {
  it('closes it, sets what the stage decides, and keeps the step in its history', async () => {
    const { conn, clock } = await stand();
    clock.moveTo(later.add({ milliseconds: 750 }));
    await conn.sobject('Opportunity').update({ Id: deal(1), StageName: 'Signed', Amount: 250.5 });
    const stamp = '2026-11-18T13:00:00.000+0000';
    const { records } = await conn.query('SELECT FIELDS(ALL) FROM Opportunity LIMIT 1');
    expect(records[0]).toMatchObject({
      IsClosed: true,
      IsWon: true,
      Probability: 100,
      ForecastCategoryName: 'Closed',
      Amount: 250.5,
      LastStageChangeDate: stamp,
      LastModifiedDate: stamp,
      SystemModstamp: stamp,
    });
    const history = await conn.query(
      'SELECT OpportunityId, StageName, Amount, PrevAmount, CreatedDate FROM OpportunityHistory',
    );
    expect(history.records).toMatchObject([
      { OpportunityId: deal(1), StageName: 'Signed', Amount: 250.5, PrevAmount: 100, CreatedDate: stamp },
    ]);
  });

  it('reopens it as well, and lets the caller choose the probability', async () => {
    const { conn } = await stand(
      company({ Opportunity: [dealRow(1, { StageName: 'Signed', IsWon: 'true', IsClosed: 'true' })] }),
    );
    await conn.sobject('Opportunity').update({ Id: deal(1), StageName: 'Bargaining', Probability: 45 });
    const { records } = await conn.query('SELECT IsClosed, IsWon, Probability FROM Opportunity');
    expect(records).toMatchObject([{ IsClosed: false, IsWon: false, Probability: 45 }]);
  });

  it('writes no history for a change of something else', async () => {
    const { conn } = await stand();
    await conn.sobject('Opportunity').update({ Id: deal(1), NextStep: 'send the offer' });
    expect((await conn.query('SELECT Id FROM OpportunityHistory')).totalSize).toBe(0);
  });

  it('counts close dates pushed into a later month, and no others', async () => {
    const { conn } = await stand();
    for (const CloseDate of ['2026-12-20', '2027-01-05', '2026-12-24', '2027-02-01']) {
      await conn.sobject('Opportunity').update({ Id: deal(1), CloseDate });
    }
    expect((await conn.query('SELECT PushCount FROM Opportunity')).records).toMatchObject([{ PushCount: 2 }]);
  });
});

describe('making a deal', () => {
  it('gives it an id of its kind, its maker as owner and a first history row', async () => {
    const { conn } = await stand();
    const made = await conn
      .sobject('Opportunity')
      .create({ Name: 'New', StageName: 'Talking', CloseDate: '2026-12-31' });
    expect(made).toMatchObject({ success: true, id: expect.stringMatching(/^006[A-Za-z0-9]{15}$/) });
    const { records } = await conn.query(
      "SELECT OwnerId, Probability, CreatedDate FROM Opportunity WHERE Name = 'New'",
    );
    expect(records).toMatchObject([
      { OwnerId: '005000000000000AAA', Probability: 20, CreatedDate: '2026-11-18T12:00:00.000+0000' },
    ]);
    expect((await conn.query('SELECT Id FROM OpportunityHistory')).totalSize).toBe(1);
  });

  it.each([
    [{ Name: 'x', StageName: 'Talking' }, 'REQUIRED_FIELD_MISSING', 'CloseDate'],
    [
      { Name: 'x', StageName: 'Dreaming', CloseDate: '2026-12-31' },
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      'Dreaming',
    ],
    [{ Name: 'x', StageName: 'Talking', CloseDate: '31.12.2026' }, 'JSON_PARSER_ERROR', '31.12.2026'],
    [
      { Name: 'x', StageName: 'Talking', CloseDate: '2026-12-31', IsWon: true },
      'INVALID_FIELD_FOR_INSERT_UPDATE',
      'IsWon',
    ],
    [{ Name: 'x', StageName: 'Talking', CloseDate: '2026-12-31', Mood: 'good' }, 'INVALID_FIELD', 'Mood'],
    [
      { Name: 'x'.repeat(121), StageName: 'Talking', CloseDate: '2026-12-31' },
      'STRING_TOO_LONG',
      'max length=120',
    ],
    [
      { Name: 'x', StageName: 'Talking', CloseDate: '2026-12-31', OwnerId: person(9) },
      'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY',
      'cross-reference',
    ],
  ])('is refused when something is wrong with it: %j', async (fields, errorCode, words) => {
    const { conn } = await stand();
    const refusal = expect.objectContaining({ errorCode, message: expect.stringContaining(words) });
    await expect(conn.sobject('Opportunity').create(fields)).rejects.toEqual(refusal);
    expect((await conn.query('SELECT Id FROM Opportunity')).totalSize).toBe(1);
  });
});

describe('logging an activity', () => {
  const tables = company({
    Account: [{ Id: '001000000000001AAA', Name: 'Acme' }],
    Opportunity: [dealRow(1, { AccountId: '001000000000001AAA' })],
    Task: [],
    Event: [],
  });

  it('closes a completed task and knows the account it is about', async () => {
    const { conn } = await stand(tables);
    await conn
      .sobject('Task')
      .create({ Subject: 'Call', Status: 'Completed', Priority: 'High', WhatId: deal(1) });
    const { records } = await conn.query(
      'SELECT IsClosed, IsHighPriority, CompletedDateTime, AccountId, TaskSubtype FROM Task',
    );
    expect(records).toMatchObject([
      {
        IsClosed: true,
        IsHighPriority: true,
        CompletedDateTime: '2026-11-18T12:00:00.000+0000',
        AccountId: '001000000000001AAA',
        TaskSubtype: 'Task',
      },
    ]);
  });

  it('makes start, end and length of a meeting agree', async () => {
    const { conn } = await stand(tables);
    await conn
      .sobject('Event')
      .create({ Subject: 'Demo', StartDateTime: '2026-11-20T02:00:00Z', DurationInMinutes: 45 });
    const { records } = await conn.query('SELECT EndDateTime, ActivityDate FROM Event');
    expect(records).toMatchObject([
      { EndDateTime: '2026-11-20T02:45:00.000+0000', ActivityDate: '2026-11-19' },
    ]);
  });
});

describe('deleting a deal', () => {
  it('takes its history along, and undeleting brings both back', async () => {
    const { conn, server } = await stand();
    await conn.sobject('Opportunity').update({ Id: deal(1), StageName: 'Signed' });
    await conn.sobject('Opportunity').delete(deal(1));
    expect((await conn.query('SELECT Id FROM OpportunityHistory')).totalSize).toBe(0);
    await expect(conn.sobject('Opportunity').update({ Id: deal(1), Amount: 1 })).rejects.toMatchObject({
      errorCode: 'ENTITY_IS_DELETED',
    });
    server.driver.undelete('Opportunity', deal(1));
    expect((await conn.query('SELECT Id FROM OpportunityHistory')).totalSize).toBe(1);
    expect((await conn.query('SELECT Id FROM Opportunity')).totalSize).toBe(1);
  });

  it('removes a row at once where the object has no recycle bin', async () => {
    const quota = {
      Id: '0J9000000000001AAA',
      QuotaOwnerId: person(1),
      StartDate: '2026-10-01',
      QuotaAmount: '500',
    };
    const { conn, server } = await stand(company({ ForecastingQuota: [quota] }));
    server.driver.delete('ForecastingQuota', quota.Id);
    expect((await conn.query('SELECT Id FROM ForecastingQuota', { scanAll: true })).totalSize).toBe(0);
  });

  it('of an unknown or misspelt id is refused', async () => {
    const { conn } = await stand();
    await expect(conn.sobject('Opportunity').delete(deal(99))).rejects.toMatchObject({
      errorCode: 'NOT_FOUND',
    });
    await expect(conn.sobject('Opportunity').delete('nonsense')).rejects.toMatchObject({
      errorCode: 'MALFORMED_ID',
    });
  });
});

describe('a story told from outside', () => {
  it('is written as it stands, at its own moments', async () => {
    const { conn, server } = await stand();
    const at = NOON.subtract({ minutes: 10 });
    server.driver.tell([
      { at, op: 'update', type: 'Opportunity', id: deal(1), fields: { StageName: 'Signed' } },
      { at, op: 'update', type: 'Mood', id: deal(1), fields: {} },
      { at, op: 'update', type: 'Opportunity', id: deal(77), fields: { Amount: '1' } },
    ]);
    const { records } = await conn.query('SELECT StageName, IsWon, SystemModstamp FROM Opportunity');
    expect(records).toMatchObject([
      { StageName: 'Signed', IsWon: false, SystemModstamp: '2026-11-18T11:50:00.000+0000' },
    ]);
    expect((await conn.query('SELECT Id FROM OpportunityHistory')).totalSize).toBe(0);
  });
});
