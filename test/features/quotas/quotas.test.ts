import { describe, expect, it } from 'vitest';
import { ANA } from '../small-company.ts';
import { HEADER, quotaDesk } from './quota-desk.ts';
import { textOf, valueOf } from './slack.ts';

const at = (text: string) => Temporal.Instant.from(text);
const { attainment, clock, startAt, importFile, services, slack } = quotaDesk();

const FORM = {
  rep_email: 'ana.silva@example.com',
  period: '2026-Q4',
  metric: 'bookings',
  amount: '300000',
  weight: null,
  effective_on: null,
  reason: 'Plan for the year',
};

describe('setting a quota', () => {
  it('is previewed, then holds at once when the installer sets it', async () => {
    const { preview, done } = await slack.confirm('installer', 'quotas.set', FORM);
    expect(preview).toContain('Ana Silva, 2026-Q4, bookings: $300,000, no quota so far');
    expect(done).toContain('1 quota set, as change');
    expect((await slack.type('ana')).text).toContain(
      '*2026-Q4*: bookings $300,000, version 1 set in Slack, not accepted yet',
    );
    expect(await attainment()).toBe(30_000_000n);
  });

  it('says mistakes next to their fields', async () => {
    const outcome = await slack.submit('installer', 'quotas.set', {
      values: { ...FORM, period: 'soon', amount: '-1', weight: '140' },
    });
    expect(outcome).toMatchObject({
      kind: 'errors',
      errors: {
        period: expect.stringContaining('"soon" is no period'),
        amount: '"-1" is negative. A quota is 0 or more.',
        weight: expect.stringContaining('"140" is no weight'),
      },
    });
  });

  it('capability 7: a change of the running quarter keeps the old quota for the days before', async () => {
    startAt(at('2026-09-20T09:00:00Z'));
    await slack.confirm('installer', 'quotas.set', FORM);
    clock().moveTo(at('2026-11-18T09:00:00Z'));
    const { preview } = await slack.confirm('installer', 'quotas.set', { ...FORM, amount: '366000' });
    expect(preview).toContain('$366,000 instead of $300,000 from Nov 18, 2026');
    // 34 of 66 working days at 300,000 and 32 at 366,000.
    expect(await attainment()).toBe(33_200_000n);
    expect((await slack.type('ana')).text).toContain(
      'bookings $332,000, set at $366,000, 34 of 66 working days version 1, 32 of 66 working days version 2',
    );
  });

  it('as of a past day the quota known then is used', async () => {
    startAt(at('2026-10-05T09:00:00Z'));
    await slack.confirm('installer', 'quotas.set', FORM);
    clock().moveTo(at('2026-11-18T09:00:00Z'));
    await slack.confirm('installer', 'quotas.set', { ...FORM, amount: '400000', effective_on: '2026-10-01' });
    expect([await attainment('2026-10-01'), await attainment('2026-11-17'), await attainment()]).toEqual([
      'no quota',
      30_000_000n,
      40_000_000n,
    ]);
  });
});

describe('a manager', () => {
  it('proposes quotas for the people below, and somebody above approves', async () => {
    const { preview, done } = await slack.confirm('dana', 'quotas.set', FORM);
    expect(preview).toContain('it counts once it is approved');
    expect(done).toContain('Proposed.');
    expect(await attainment()).toBe('no quota');
    const waiting = await slack.press('vera', 'quotas.waiting');
    expect(waiting.message?.text).toContain('Dana Cole proposes this. Reason: Plan for the year');
    expect(waiting.message?.text).toContain('Ana Silva, 2026-Q4, bookings: $300,000, no quota so far');
    const value = valueOf(waiting.message ?? { text: '' as never, blocks: [] }, 'quotas.approve');
    const { message } = await slack.press('vera', 'quotas.approve', value);
    expect(message?.text).toContain('Approved, as change');
    expect(await attainment()).toBe(30_000_000n);
    const row = await services()
      .store.db.selectFrom('quota')
      .select(['approved_by', 'reason', 'source'])
      .executeTakeFirst();
    expect(row).toEqual({ approved_by: 'UVERA', reason: 'Plan for the year', source: 'slack' });
    await expect(slack.press('vera', 'quotas.approve', value)).rejects.toThrow('does not wait');
  });

  it('cannot approve their own proposal, and a rejected one changes nothing', async () => {
    await slack.confirm('dana', 'quotas.set', FORM);
    const waiting = await slack.press('installer', 'quotas.waiting');
    const value = valueOf(waiting.message ?? { text: '' as never, blocks: [] }, 'quotas.reject');
    expect((await slack.press('dana', 'quotas.waiting')).message?.text).toContain('No proposal waits');
    await expect(slack.press('dana', 'quotas.approve', value)).rejects.toThrow('does not wait');
    expect((await slack.press('installer', 'quotas.reject', value)).message?.text).toContain('Rejected');
    expect(await attainment()).toBe('no quota');
  });

  it('finds nobody but the people below them', async () => {
    const outcome = await slack.submit('dana', 'quotas.set', {
      values: { ...FORM, rep_email: 'otto.kern@example.com' },
    });
    expect(outcome).toMatchObject({
      kind: 'errors',
      errors: { rep_email: expect.stringContaining('Nobody in Salesforce') },
    });
    const preview = await slack.submit('installer', 'quotas.set', {
      values: { ...FORM, rep_email: 'otto.kern@example.com' },
    });
    const metadata = preview.kind === 'update' ? preview.view.metadata : '';
    await expect(slack.submit('dana', 'quotas.set_preview', { metadata })).rejects.toThrow('nobody');
    await expect(slack.submit('ana', 'quotas.set_preview', { metadata })).rejects.toThrow('nobody');
  });

  it('sees the quotas of the team, their sum, and how much more that is than their own', async () => {
    await importFile(
      `${HEADER}\nana.silva@example.com,2026-Q4,bookings,600000\nli.wei@example.com,2026-Q4,bookings,400000\ndana.cole@example.com,2026-Q4,bookings,800000\n`,
    );
    const message = await slack.type('dana', 'team 2026-Q4');
    expect(message.text).toContain(
      '2026-Q4, bookings: $1,000,000 asked of 2 people, 125% of your own quota of $800,000.',
    );
    expect(message.blocks.map(({ type }) => type)).toContain('data_table');
    expect(message.text).toContain('Li Wei: *2026-Q4*: bookings $400,000');
    await expect(slack.type('ana', 'team')).rejects.toThrow('You lead no team.');
  });

  it('counts one person as one', async () => {
    await importFile(`${HEADER}\nli.wei@example.com,2026-Q4,bookings,600000\n`);
    const { message } = await slack.press('dana', 'quotas.team');
    expect(message?.text).toContain('asked of 1 person.');
  });

  it('reads in words that nobody has a quota', async () => {
    const { message } = await slack.press('dana', 'quotas.team');
    expect(message?.text).toBe('Nobody in your team has a quota in 2026-Q4.');
  });
});

describe('a rep', () => {
  it('accepts their quotas by version; a change asks again', async () => {
    await importFile(`${HEADER}\nana.silva@example.com,2026-Q4,bookings,300000\n`);
    const mine = await slack.type('ana');
    const { message } = await slack.press('ana', 'quotas.accept', valueOf(mine, 'quotas.accept'));
    expect(message?.text).toContain('version 1 from a file, accepted on Nov 18, 2026');
    expect(textOf(message ?? { blocks: [] })).not.toContain('quotas.accept');
    await importFile(`${HEADER}\nana.silva@example.com,2026-Q4,bookings,310000\n`);
    expect((await slack.type('ana')).text).toContain('version 2 from a file, not accepted yet');
    await expect(slack.press('ana', 'quotas.accept', valueOf(mine, 'quotas.accept'))).rejects.toThrow(
      'changed since',
    );
  });

  it('accepts nobody else’s', async () => {
    await importFile(`${HEADER}\nana.silva@example.com,2026-Q4,bookings,300000\n`);
    const value = valueOf(await slack.type('ana'), 'quotas.accept');
    await expect(slack.press('li', 'quotas.accept', value)).rejects.toThrow('changed since');
  });

  it('compares with the last period: what was asked and what was reached', async () => {
    await importFile(
      `${HEADER}\nana.silva@example.com,2026-Q3,bookings,250000\nana.silva@example.com,2026-Q4,bookings,300000\n`,
    );
    const cell = { person_id: ANA, day: '2026-08-03', lineage_id: 1, role_id: '', territory_id: '' };
    await services()
      .store.db.insertInto('cell')
      .values([
        { ...cell, measure: 'bookings', currency: 'USD', amount: 20_000_000n, n: 1n },
        { ...cell, measure: 'won', currency: '', amount: 1n, n: 1n },
      ])
      .execute();
    expect((await slack.type('ana', 'compare')).text).toContain(
      '*2026-Q4*: bookings $300,000, +20% against $250,000 in 2026-Q3, of which 80% was reached.',
    );
  });

  it('is not offered what they may not do', async () => {
    await importFile(`${HEADER}\nana.silva@example.com,2026-Q4,bookings,300000\n`);
    const text = textOf(await slack.type('ana'));
    for (const button of ['quotas.set', 'quotas.import', 'quotas.split', 'quotas.changes', 'quotas.team'])
      expect(text).not.toContain(button);
  });
});
