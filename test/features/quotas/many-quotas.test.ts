import { describe, expect, it } from 'vitest';
import { quotas } from '#features/quotas/index.ts';
import { savePlan } from '#features/quotas/company-plan.ts';
import { readPlan } from '#features/quotas/read-plan.ts';
import { metricContext } from '#metrics/context.ts';
import { readFigure } from '#metrics/read.ts';
import { aCall } from '../a-call.ts';
import { ANA } from '../small-company.ts';
import { HEADER, quotaDesk } from './quota-desk.ts';
import { valueOf } from './slack.ts';

const { attainment, clock, importFile, services, slack } = quotaDesk();

describe('bulk changes', () => {
  it('are previewed with the people they touch, and written all or none', async () => {
    await importFile(`${HEADER}\nana.silva@example.com,2026-Q4,bookings,300000\n`);
    const csv = `${HEADER}\nana.silva@example.com,2026-Q4,bookings,310000\nli.wei@example.com,2026-Q4,calls,40\n`;
    const { preview } = await importFile(csv);
    expect(preview).toContain('This changes 2 quotas of 2 people');
    expect(preview).toContain('Ana Silva, 2026-Q4, bookings: $310,000 instead of $300,000');
    expect(preview).toContain('Li Wei, 2026-Q4, calls: 40, no quota so far');
    expect(
      await slack.submit('installer', 'quotas.import', { values: { csv: `${csv}x,y,z,1\n` } }),
    ).toMatchObject({ kind: 'errors', errors: { csv: expect.stringContaining('line 4, rep_email') } });
  });

  it.each([
    ['a long name', 'Ana '.repeat(40).trim(), /Ana\S*…, 2026-Q4/],
    ['a name from right to left', 'אורי שפירא', /\u2068אורי שפירא\u2069, 2026-Q4/],
  ])('keep the figures whole and after %s', async (_, name, start) => {
    await services().store.db.updateTable('person').set({ name }).where('id', '=', ANA).execute();
    await importFile(`${HEADER}\nana.silva@example.com,2026-Q4,bookings,300000\n`);
    const { preview } = await importFile(`${HEADER}\nana.silva@example.com,2026-Q4,bookings,310000\n`);
    expect(preview).toMatch(start);
    expect(preview).toContain(', 2026-Q4, bookings: $310,000 instead of $300,000');
  });

  it('are taken back as one, by versions that restore what held before', async () => {
    await importFile(`${HEADER}\nana.silva@example.com,2026-Q4,bookings,300000\n`);
    await importFile(
      `${HEADER}\nana.silva@example.com,2026-Q4,bookings,310000\nli.wei@example.com,2026-Q4,bookings,1000\n`,
    );
    expect(await attainment()).toBe(31_000_000n);
    const changes = await slack.press('installer', 'quotas.changes');
    const value = valueOf(changes.message ?? { text: '' as never, blocks: [] }, 'quotas.take_back');
    const { message } = await slack.press('installer', 'quotas.take_back', value);
    expect(message?.text).toContain('2 quotas are as they were before change');
    expect(await attainment()).toBe(30_000_000n);
    expect((await slack.type('li')).text).toContain('You have no quota in 2026.');
    expect(await services().store.db.selectFrom('quota').select('version').execute()).toHaveLength(5);
    const facts = await services().store.db.selectFrom('fact').select(['name', 'payload']).execute();
    expect(facts.at(-1)).toEqual({
      name: 'quota.changed',
      payload: { from: '2026-10-01', to: '2026-12-31', quotas: 2 },
    });
    expect((await slack.press('installer', 'quotas.changes')).message?.text).toMatch(
      /change \d+ taken back, 2 quotas\.\n.*2 quotas imported, taken back by change \d+\./,
    );
  });

  it('are not taken back over a later one', async () => {
    await importFile(`${HEADER}\nana.silva@example.com,2026-Q4,bookings,300000\n`);
    const changes = await slack.press('installer', 'quotas.changes');
    const value = valueOf(changes.message ?? { text: '' as never, blocks: [] }, 'quotas.take_back');
    await importFile(`${HEADER}\nana.silva@example.com,2026-Q4,bookings,310000\n`);
    await expect(slack.press('installer', 'quotas.take_back', value)).rejects.toThrow(
      '1 of these quotas was changed again since',
    );
  });
});

describe('a plan', () => {
  const PLAN = {
    who: null,
    metric: 'bookings',
    period: '2027',
    amount: '1000000',
    depth: 'quarter',
    curve: '22/24/26/28',
    reason: null,
  };

  it('capability 6: of a person becomes quotas that sum to it', async () => {
    await importFile(`${HEADER}\nana.silva@example.com,2027,bookings,900000\n`);
    const { preview } = await slack.confirm('installer', 'quotas.split', {
      ...PLAN,
      who: 'ana.silva@example.com',
    });
    expect(preview).toContain('2027-Q1: $220,000');
    expect(preview).toContain('Ana Silva, 2027-Q4, bookings: $280,000, no quota so far');
    const context = await metricContext(services().store, clock().now());
    const year = context.calendar.periodOf('year', Temporal.PlainDate.from('2027-01-01'));
    const figure = await readFigure(context, {
      metric: 'attainment',
      by: 'person',
      period: year,
      subjectId: ANA,
    });
    expect(figure?.value).toMatchObject({ by: 100_000_000n });
  });

  it('capability 40: of the company shows what is assigned beyond it', async () => {
    await slack.confirm('installer', 'quotas.split', { ...PLAN, amount: '800000', curve: 'even' });
    await importFile(
      `${HEADER}\nana.silva@example.com,2027-Q1,bookings,150000\nli.wei@example.com,2027-Q1,bookings,100000\n`,
    );
    const context = await metricContext(services().store, clock().now());
    const read = await readPlan(context, {
      ...PLAN,
      who: '',
      amount: '800000',
      depth: 'quarter',
      curve: 'even',
    });
    const nobody = { ...PLAN, who: 'x@example.com', amount: '1', depth: 'quarter', curve: 'even' } as const;
    expect(await readPlan(context, nobody)).toMatchObject({
      errors: { who: 'Nobody in Salesforce has the e-mail "x@example.com". Write it as it stands there.' },
    });
    if (read.kind === 'plan') await savePlan(context, read.plan, { by: 'cli', reason: null });
    const actor = { slackUserId: 'UDANA', personId: '005000000000DANAAA', isInstaller: true };
    const call = aCall({ services: services(), actor, now: clock().now(), timeZone: 'UTC' });
    const message = await quotas.subcommands?.[0]?.run({ ...call, text: 'team 2027-Q1' });
    expect(message?.text).toContain(
      'Whole company, 2027-Q1, bookings: $250,000 assigned for a plan of $200,000, 125%; the plan is reached at 80% attainment.',
    );
  });
});
