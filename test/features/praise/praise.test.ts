import { beforeEach, describe, expect, it } from 'vitest';
import type { Services } from '#feature.ts';
import { praise } from '#features/praise/index.ts';
import { must, Refusal } from '#lib/errors.ts';
import { createOutbox } from '#outbox/create-outbox.ts';
import { type Desk, deskOf } from './desk.ts';
import { LINK, type PraiseCompany, praiseCompany, praiseStore } from './praise-company.ts';

const store = praiseStore();
let company: PraiseCompany;
let services: Services;
let desk: Desk;
beforeEach(async () => {
  company = await praiseCompany(store());
  ({ services, desk } = company);
});
const said = () => company.said();

describe('praise in a channel', () => {
  it('is shown as it will be read, with who reads it, and said once it is sent', async () => {
    const preview = await desk.write('U0DANA');
    const words = JSON.stringify(preview.blocks);
    expect(words).toContain('*<#C0SALES> reads it:* 5 people. Ana Silva will be mentioned.');
    expect(words).toContain('Dana Cole praises <@U0ANA>');
    expect(await said()).toEqual([]);
    expect(await desk.submit('U0DANA', preview)).toMatchObject({
      kind: 'update',
      view: { title: 'Praised' },
    });
    const [one] = await said();
    expect(one?.audience).toBe('C0SALES');
    expect(one?.words).toBe(
      '*Dana Cole praises <@U0ANA>*\n&gt; The demo won them over.\nSaid by Dana Cole with `/attain praise`.',
    );
    expect(words).toContain('&gt; The demo won them over.');
  });

  it('is read as it was shown, block by block', async () => {
    const preview = await desk.write('U0DANA', { people: ['U0MIA', 'U0ANA'], words: 'One\nTwo' });
    await desk.submit('U0DANA', preview);
    const { params } = await services.store.db.selectFrom('post').select('params').executeTakeFirstOrThrow();
    const kind = must(
      praise.posts?.find((one) => one.kind === 'praise.posted'),
      'the kind',
    );
    const message = await kind.render(services, { params, audience: 'C0SALES' });
    expect(preview.blocks.slice(2, -2)).toEqual(message?.blocks);
  });

  it('is said once, however often it is submitted, at once or one after another', async () => {
    const preview = await desk.write('U0DANA');
    await Promise.all([desk.submit('U0DANA', preview), desk.submit('U0DANA', preview)]);
    await desk.submit('U0DANA', preview);
    expect(await said()).toHaveLength(1);
  });

  it('is kept and handed on together: killed in between it is not said, submitted again it is said once', async () => {
    const preview = await desk.write('U0DANA');
    const outbox = createOutbox({
      wake: async () => undefined,
      crashPoint: () => Promise.reject(new Error('killed')),
    });
    await expect(deskOf({ ...services, outbox }).submit('U0DANA', preview)).rejects.toThrow('killed');
    expect(await said()).toEqual([]);
    expect((await desk.type('U0DANA', 'list'))?.text).toContain('You have praised nobody here yet.');
    await desk.submit('U0DANA', preview);
    await desk.submit('U0DANA', preview);
    expect(await said()).toHaveLength(1);
  });

  it('mentions nobody by its words, whatever they say', async () => {
    await desk.submit(
      'U0DANA',
      await desk.write('U0DANA', { words: '<!channel> <@U0LI>\n@here https://x.example' }),
    );
    const [one] = await said();
    expect(one?.words?.match(/<[^>]*>/g)).toEqual(['<@U0ANA>']);
    expect(one?.words).not.toMatch(/@(here|channel)/);
  });

  it('is shown anew when other people would read it than was said', async () => {
    const preview = await desk.write('U0DANA');
    company.readers = { ...must(company.readers, 'readers'), hasGuest: true };
    const again = await desk.submit('U0DANA', preview);
    expect(JSON.stringify(again)).toContain('Who reads it has changed since you last looked');
    expect(JSON.stringify(again)).toContain('and guests who are in it');
    expect(await said()).toEqual([]);
    if (again.kind === 'update') await desk.submit('U0DANA', again.view);
    expect(await said()).toHaveLength(1);
  });

  it('is not said where the giver may no longer say it', async () => {
    const preview = await desk.write('U0DANA');
    company.readers = { ...must(company.readers, 'readers'), isExternal: true };
    await expect(desk.submit('U0DANA', preview)).rejects.toThrow(Refusal);
    expect(await said()).toEqual([]);
  });

  it('from the menu of a message is about who wrote it and links to it', async () => {
    const form = await desk.chooseOn('U0DANA', 'U0ANA');
    expect(JSON.stringify(form.blocks)).toContain('"initial_users":["U0ANA"]');
    const preview = await desk.submit('U0DANA', form, {
      people: ['U0ANA'],
      words: 'Well done',
      place: 'alone',
    });
    expect(JSON.stringify(preview)).toContain(`<${LINK}|The message it is about>`);
    if (preview.kind === 'update') await desk.submit('U0DANA', preview.view);
    expect((await said())[0]?.words).toContain(`<${LINK}|The message it is about>. Only you read this.`);
  });

  it.each([['U0DANA'], [null]])(
    'from a message of one’s own or of an app (%s) names nobody yet',
    async (author) => {
      expect(JSON.stringify(await desk.chooseOn('U0DANA', author))).not.toContain('initial_users');
    },
  );
});
