import { describe, expect, it } from 'vitest';
import { company, dealRow, stand } from './support.ts';

describe('describe', () => {
  it('tells of each field its type and what may be done with it', async () => {
    const { conn } = await stand();
    const { fields, keyPrefix, queryable, replicateable } = await conn.describe('Opportunity');
    const field = (name: string) => fields.find((one) => one.name === name);
    expect({ keyPrefix, queryable, replicateable }).toEqual({
      keyPrefix: '006',
      queryable: true,
      replicateable: true,
    });
    expect(field('Amount')).toMatchObject({
      type: 'currency',
      nillable: true,
      createable: true,
      updateable: true,
    });
    expect(field('IsWon')).toMatchObject({ type: 'boolean', createable: false, updateable: false });
    expect(field('CloseDate')).toMatchObject({ type: 'date', nillable: false });
    expect(field('NextStep')).toMatchObject({ type: 'string', length: 255, label: 'Next Step' });
    expect(field('OwnerId')).toMatchObject({
      type: 'reference',
      referenceTo: ['User'],
      relationshipName: 'Owner',
    });
    expect(field('StageName')?.picklistValues?.map(({ value }) => value)).toEqual([
      'Talking',
      'Bargaining',
      'Signed',
      'Gone',
    ]);
  });

  it('gives a field the standard schema does not know the type of its values', async () => {
    const own = {
      Margin__c: '12.5',
      Signed__c: '2026-01-31',
      Seats__c: '7',
      Rush__c: 'true',
      Code__c: '007',
    };
    const rows = [dealRow(1, own), dealRow(2, { Margin__c: '3' })];
    const { conn } = await stand(company({ Opportunity: rows }));
    const { fields } = await conn.describe('Opportunity');
    const types = Object.fromEntries(
      fields.filter(({ custom }) => custom).map(({ name, type }) => [name, type]),
    );
    expect(types).toEqual({
      Margin__c: 'double',
      Signed__c: 'date',
      Seats__c: 'int',
      Rush__c: 'boolean',
      Code__c: 'string',
    });
  });

  it('does not know a field hidden by field-level security, nor do queries and writes', async () => {
    const { conn, server } = await stand();
    server.driver.hideField('Opportunity', 'Amount');
    const { fields } = await conn.describe('Opportunity');
    expect(fields.map(({ name }) => name)).not.toContain('Amount');
    await expect(conn.query('SELECT Amount FROM Opportunity')).rejects.toMatchObject({
      errorCode: 'INVALID_FIELD',
    });
    await expect(conn.query('SELECT Id FROM Opportunity WHERE Amount > 1')).rejects.toMatchObject({
      errorCode: 'INVALID_FIELD',
    });
    const write = conn.sobject('Opportunity').update({ Id: '006000000000001AAA', Amount: 5 });
    await expect(write).rejects.toMatchObject({ errorCode: 'INVALID_FIELD' });
    server.driver.showField('Opportunity', 'Amount');
    expect((await conn.query('SELECT Amount FROM Opportunity')).records).toMatchObject([{ Amount: 100 }]);
  });

  it('tells an absent object from an empty one', async () => {
    const { conn, server } = await stand(company({ Task: [] }));
    expect((await conn.query('SELECT Id, Subject FROM Task')).totalSize).toBe(0);
    await expect(conn.query('SELECT Id FROM Event')).rejects.toMatchObject({ errorCode: 'INVALID_TYPE' });
    await expect(conn.describe('Event')).rejects.toMatchObject({ errorCode: 'NOT_FOUND' });
    server.driver.removeObject('Task');
    await expect(conn.query('SELECT Id FROM Task')).rejects.toMatchObject({ errorCode: 'INVALID_TYPE' });
    const { sobjects } = await conn.describeGlobal();
    expect(sobjects.map(({ name }) => name)).not.toContain('Task');
  });

  it('serves the organization from org.json', async () => {
    const { conn } = await stand();
    const { records } = await conn.query(
      'SELECT Name, TimeZoneSidKey, FiscalYearStartMonth, IsSandbox FROM Organization',
    );
    expect(records).toMatchObject([
      { Name: 'Test company', TimeZoneSidKey: 'America/New_York', FiscalYearStartMonth: 1, IsSandbox: true },
    ]);
  });
});
