import { describe, expect, it } from 'vitest';
import { company, deal, dealRow, stand } from './support.ts';

describe('many records in one call', () => {
  it('succeed and fail one by one', async () => {
    const { conn } = await stand(company({ Opportunity: [dealRow(1), dealRow(2)] }));
    const results = await conn.sobject('Opportunity').update([
      { Id: deal(1), Amount: 1 },
      { Id: deal(99), Amount: 2 },
      { Id: deal(2), StageName: 'Dreaming' },
    ]);
    expect(results.map(({ success }) => success)).toEqual([true, false, false]);
    expect(results[2]).toMatchObject({
      errors: [{ statusCode: 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', fields: ['StageName'] }],
    });
  });

  it('are all taken back with allOrNone', async () => {
    const { conn } = await stand(company({ Opportunity: [dealRow(1), dealRow(2)] }));
    const records = [
      { Id: deal(1), Amount: 1 },
      { Id: deal(99), Amount: 2 },
    ];
    await conn.sobject('Opportunity').update(records, { allOrNone: true });
    const amounts = await conn.query('SELECT Amount FROM Opportunity ORDER BY Id');
    expect(amounts.records).toMatchObject([{ Amount: 100 }, { Amount: 100 }]);
  });

  it('may use the results of earlier ones in a composite call, which counts once', async () => {
    const { conn, server } = await stand(company({ Task: [] }));
    const before = server.driver.calls().total;
    const base = '/services/data/v67.0/sobjects';
    const body = { Name: 'New', StageName: 'Talking', CloseDate: '2026-12-31' };
    const compositeRequest = [
      { method: 'POST', url: `${base}/Opportunity`, referenceId: 'deal', body },
      {
        method: 'POST',
        url: `${base}/Task`,
        referenceId: 'task',
        body: { Status: 'Open', Priority: 'Low', WhatId: '@{deal.id}' },
      },
    ];
    await conn.requestPost('/composite', { allOrNone: true, compositeRequest });
    expect((await conn.query("SELECT Id FROM Task WHERE What.Name = 'New'")).totalSize).toBe(1);
    expect(server.driver.calls().total - before).toBe(2);
  });

  it('are taken back too when they were part of a composite call that fails later', async () => {
    const { conn } = await stand();
    const base = '/services/data/v67.0';
    const attributes = { type: 'Opportunity' };
    const records = [{ attributes, Name: 'New', StageName: 'Talking', CloseDate: '2026-12-31' }];
    const compositeRequest = [
      { method: 'POST', url: `${base}/composite/sobjects`, referenceId: 'many', body: { records } },
      {
        method: 'PATCH',
        url: `${base}/sobjects/Opportunity/${deal(1)}`,
        referenceId: 'one',
        body: { Amount: 1 },
      },
      { method: 'DELETE', url: `${base}/sobjects/Opportunity/${deal(99)}`, referenceId: 'none' },
    ];
    await conn.requestPost('/composite', { allOrNone: true, compositeRequest });
    const { records: left } = await conn.query('SELECT Name, Amount FROM Opportunity');
    expect(left).toMatchObject([{ Name: 'Deal 1', Amount: 100 }]);
  });

  it('leave nothing behind when a composite call fails as a whole', async () => {
    const { conn } = await stand();
    const base = '/services/data/v67.0/sobjects/Opportunity';
    const good = { Name: 'New', StageName: 'Talking', CloseDate: '2026-12-31' };
    const compositeRequest = [
      { method: 'POST', url: base, referenceId: 'first', body: good },
      { method: 'POST', url: base, referenceId: 'second', body: { Name: 'Bad' } },
    ];
    const reply = await conn.requestPost<{ compositeResponse: { httpStatusCode: number; body: unknown }[] }>(
      '/composite',
      { allOrNone: true, compositeRequest },
    );
    expect(reply.compositeResponse.map(({ httpStatusCode }) => httpStatusCode)).toEqual([400, 400]);
    expect(reply.compositeResponse[0]?.body).toMatchObject([{ errorCode: 'PROCESSING_HALTED' }]);
    expect((await conn.query('SELECT Id FROM Opportunity')).totalSize).toBe(1);
  });
});
