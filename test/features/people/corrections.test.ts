import { beforeEach, describe, expect, it } from 'vitest';
import type { Services } from '#feature.ts';
import { importCorrections } from '#features/people/import-corrections.ts';
import { people } from '#features/people/index.ts';
import { must } from '#lib/errors.ts';
import { guard } from '#slack/blocks/guard.ts';
import type { ModalView } from '#slack/blocks/modal.ts';
import { aCall } from '../a-call.ts';
import { ANA } from '../small-company.ts';
import { csv, HEAD, keptCorrections, uncorrectedCompany } from './support/corrections.ts';

const now = Temporal.Instant.from('2026-11-18T09:00:00Z');
const INSTALLER = { slackUserId: 'UINSTALLER', personId: null, isInstaller: true };

let services: Services;
let windows: ModalView[] = [];
beforeEach(async () => {
  services = await uncorrectedCompany();
  windows = [];
});

const kept = () => keptCorrections(services);

const call = () => aCall({ services, actor: INSTALLER, now, windows });

const press = (id: string, value = '') =>
  must(
    people.actions?.find((it) => it.id === id),
    id,
  ).run({ ...call(), value });
const submit = (id: string, values: Record<string, string>, metadata = '') =>
  must(
    people.modals?.find((it) => it.id === id),
    id,
  ).submit({ ...call(), values, metadata });

const FORM = {
  email: 'ana.silva@example.com',
  kind: 'ramp',
  value: '50%',
  from: '2026-10-01',
  to: '2026-10-31',
  reason: 'New in October',
};

describe('the form', () => {
  it('says mistakes next to their fields', async () => {
    await press('people.correct');
    expect(windows.map(({ title }) => title)).toEqual(['Correct a fact']);
    const outcome = await submit('people.correct', { ...FORM, value: '2', reason: '' });
    expect(outcome).toEqual({
      kind: 'errors',
      errors: {
        value: '"2" is no share of a full quota. Write a share from 0 to 1, such as 0.5 or 50%.',
        reason: 'The reason is missing. Say why, for those who ask later.',
      },
    });
  });

  it('previews whom it touches, and keeps it once it is confirmed', async () => {
    const preview = await submit('people.correct', FORM);
    if (preview.kind !== 'update') throw new Error('expected a preview');
    expect(JSON.stringify(preview.view.blocks)).toContain(
      '*Ana Silva*: ramp 50% of a full quota from Oct 1, 2026 to Oct 31, 2026.',
    );
    expect(JSON.stringify(preview.view.blocks)).toContain('Touches 1 person and no credited deal.');
    expect(await kept()).toEqual([]);
    const done = await submit('people.correct_confirm', {}, preview.view.metadata);
    expect(done).toMatchObject({ kind: 'update', view: { title: 'Corrected' } });
    expect(await kept()).toMatchObject([
      { person_id: ANA, kind: 'ramp', value: '0.5', made_by: 'UINSTALLER' },
    ]);
  });

  it.each(['', '{}', JSON.stringify({ ...FORM, kind: 'salary' })])(
    'is not confirmed by forged contents: %s',
    async (metadata) => {
      await expect(submit('people.correct_confirm', {}, metadata)).rejects.toThrow('cannot be read');
      expect(await kept()).toEqual([]);
    },
  );

  it('checks anew what a preview carried', async () => {
    await expect(
      submit('people.correct_confirm', {}, JSON.stringify({ ...FORM, value: '7' })),
    ).rejects.toThrow('changed');
  });
});

describe('the list of corrections', () => {
  it('shows what holds, whatever was typed into it, and takes one back', async () => {
    await importCorrections(
      services.store,
      csv(HEAD, 'ana.silva@example.com,team,<!channel> *Blue*,2026-01-01,,<@U1>'),
      { dryRun: false, madeBy: 'cli', now },
    );
    const list = must(await press('people.corrections'), 'a list');
    expect(list.text).toContain('*Ana Silva*: team &lt;!channel&gt; *Blue* from Jan 1, 2026. &lt;@U1&gt;');
    guard(list);
    const button = /"value":"(\d+)"/.exec(JSON.stringify(list.blocks));
    const after = must(await press('people.take_back', must(button?.[1], 'the id')), 'a list');
    expect(after.text).toContain('Done: the correction is taken back.');
    expect(after.text).toContain('Nothing is corrected');
    expect(await kept()).toMatchObject([{ withdrawn_by: 'UINSTALLER' }]);
  });

  it.each(['', 'x', '1; drop table', '99999999999999999999'])(
    'is not moved by a forged button: %s',
    async (value) => {
      await expect(press('people.take_back', value)).rejects.toThrow('cannot be read');
    },
  );

  it('belongs to the installer alone', () => {
    const handlers = [...(people.actions ?? []), ...(people.modals ?? [])].filter(
      ({ shows }) => shows.length > 0,
    );
    expect(handlers.map(({ permission }) => permission)).toEqual(handlers.map(() => 'installer'));
  });
});
