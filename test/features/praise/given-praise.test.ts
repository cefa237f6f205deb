import { beforeEach, describe, expect, it } from 'vitest';
import type { Services } from '#feature.ts';
import { praise } from '#features/praise/index.ts';
import { fixedClock } from '#lib/clock.ts';
import { Refusal } from '#lib/errors.ts';
import { type Desk, deskOf } from './desk.ts';
import { NOW, type PraiseCompany, praiseCompany, praiseStore } from './praise-company.ts';

const store = praiseStore();
let company: PraiseCompany;
let services: Services;
let desk: Desk;
beforeEach(async () => {
  company = await praiseCompany(store());
  ({ services, desk } = company);
});
const said = () => company.said();

describe('private praise', () => {
  it('goes to each of them alone, and says who is praised with them', async () => {
    const preview = await desk.write('U0DANA', { people: ['U0ANA', 'U0MIA'], place: 'alone' });
    expect(JSON.stringify(preview.blocks)).toContain('*Only Ana Silva and Mia Marketing read it,*');
    await desk.submit('U0DANA', preview);
    expect(await said()).toEqual([
      { audience: 'U0ANA', words: expect.stringContaining('Praised with you: Mia Marketing.') },
      { audience: 'U0MIA', words: expect.stringContaining('praises you*\n&gt; The demo won them over.') },
    ]);
  });

  it('is what they get who want it so, at once; the giver is told before', async () => {
    await desk.press('U0ANA', 'praise.keep_private');
    const preview = await desk.write('U0DANA');
    expect(preview.submit).toBe('Say it privately');
    expect(JSON.stringify(preview.blocks)).toContain('Ana Silva would rather have praise in private');
    await desk.submit('U0DANA', preview);
    expect((await said()).map(({ audience }) => audience)).toEqual(['U0ANA']);
    expect(await desk.home('U0ANA')).toContain('is said to you alone');
    await desk.press('U0ANA', 'praise.let_public');
    expect((await desk.write('U0DANA')).submit).toBe('Say it');
  });

  it('takes the place of what waits to be said in a channel, and not of what stands there', async () => {
    await desk.submit('U0DANA', await desk.write('U0DANA', { words: 'First' }));
    await company.leave();
    await desk.submit('U0DANA', await desk.write('U0DANA', { words: 'Second' }));
    await desk.type('U0ANA', 'private');
    expect(await said()).toEqual([
      { audience: 'C0SALES', words: expect.stringContaining('First') },
      { audience: 'U0ANA', words: expect.stringContaining('Second') },
    ]);
  });

  it('can be wanted by who is nobody in Salesforce, who can praise nobody themself', async () => {
    const home = await desk.home('U0MIA');
    expect(home).toContain('Keep praise of me private');
    expect(home).not.toContain('Praise somebody');
    expect(praise.subcommands?.[0]?.permission).toBe('linked');
  });
});

describe('who gave praise', () => {
  it('takes it back where it stands, without a name; what has not left never leaves', async () => {
    await desk.submit('U0DANA', await desk.write('U0DANA'));
    await company.leave();
    await desk.submit('U0DANA', await desk.write('U0DANA', { words: 'Not sent yet', place: 'alone' }));
    const list = await desk.type('U0DANA', 'list');
    const ids = [...JSON.stringify(list?.blocks).matchAll(/"value":"([0-9a-f-]{36})"/g)].map(
      ([, id = '']) => id,
    );
    expect(ids).toHaveLength(2);
    for (const id of ids) {
      await expect(desk.press('U0ANA', 'praise.take_back', id)).rejects.toThrow('no praise of yours');
      await desk.press('U0DANA', 'praise.take_back', id);
    }
    expect(await said()).toEqual([
      { audience: 'C0SALES', words: 'A praise stood here. Who gave it has taken it back.' },
    ]);
    const stale = await services.store.db.selectFrom('post').select('stale').executeTakeFirst();
    expect(stale).toEqual({ stale: true });
    await expect(desk.press('U0DANA', 'praise.take_back', ids[0])).rejects.toThrow(Refusal);
  });

  it('has room for five a day where they are, and is told so kindly', async () => {
    for (const words of ['1', '2', '3', '4'])
      await desk.submit('U0DANA', await desk.write('U0DANA', { words }));
    const last = await desk.write('U0DANA', { words: '5' });
    const tooMany = await desk.write('U0DANA', { words: '6' });
    await desk.submit('U0DANA', last);
    await expect(desk.submit('U0DANA', tooMany)).rejects.toThrow('5 times today, thank you');
    expect(await said()).toHaveLength(5);
    const tomorrow = deskOf({ ...services, clock: fixedClock(NOW.add({ hours: 15 })) });
    await tomorrow.submit('U0DANA', tooMany);
    expect(await said()).toHaveLength(6);
  });
});

describe('the list', () => {
  it('shows what one was given and gave, and to who leads people how often they were praised, no more', async () => {
    await desk.submit('U0LI', await desk.write('U0LI', { place: 'alone', words: 'Between us' }));
    const own = await desk.type('U0ANA', 'list');
    expect(own?.text).toContain('Nov 18, 2026, Li Wei, privately: “Between us”');
    const lead = await desk.type('U0DANA', 'list');
    expect(lead?.text).toContain(
      '*Your people*, praise they were given in the last 90 days: Ana Silva once.',
    );
    expect(lead?.text).toContain('Perhaps next: Li Wei.');
    expect(lead?.text).not.toContain('Between us');
    expect((await desk.type('U0LI', 'list'))?.text).not.toContain('Your people');
  });
});
