import { beforeAll, describe, expect, it } from 'vitest';
import type { Services } from '#feature.ts';
import { rulesLines, rulesShortly } from '#features/nudges/form.ts';
import { nudges } from '#features/nudges/index.ts';
import { DEFAULT_RULES, readRules } from '#features/nudges/rules.ts';
import { must } from '#lib/errors.ts';
import { guard } from '#slack/blocks/guard.ts';
import type { ModalView } from '#slack/blocks/modal.ts';
import { slackModal } from '#slack/modal-view.ts';
import { readSettingChanges } from '#store/change-setting.ts';
import { aCall, OPS } from '../a-call.ts';
import { testStore } from '../../support/database.ts';
import { servicesOf } from '../services.ts';

const now = Temporal.Instant.from('2026-11-18T09:00:00Z');
const GOOD = { thresholds: '75; 100 %', pace_band: '70', pace_days: '5', ending_days: '3' };

let services: Services;
beforeAll(async () => {
  services = servicesOf(await testStore(), { now });
});

const call = (isInstaller: boolean) =>
  aCall({ services, actor: { ...OPS, personId: 'ops', isInstaller }, now });
const submit = (values: Record<string, string>) =>
  must(nudges.modals?.[0], 'the form').submit({ ...call(true), values, metadata: '' });

describe('the rules of a company', () => {
  it('are told to everybody, and only an admin is offered to change them', async () => {
    const command = must(nudges.subcommands?.[0], 'the command');
    const said = async (isInstaller: boolean) =>
      guard(must(await command.run({ ...call(isInstaller), text: '' }), 'an answer'));
    const rep = await said(false);
    expect(rep.text).toContain('When you reach 50, 80, 100, 120 percent of a quota: each once in a period.');
    expect(JSON.stringify(rep.blocks)).not.toContain('nudges.rules');
    expect(JSON.stringify((await said(true)).blocks)).toContain('nudges.rules');
    expect(nudges.actions?.map(({ permission }) => permission)).toEqual(['installer']);
  });

  it('speak of one working day where it is one', () => {
    const short = { ...DEFAULT_RULES, paceDays: 1, endingDays: 1 };
    expect(rulesLines(short).join(' ')).toMatch(/expected for 1 working day\..*When 1 working day is left/u);
    expect(rulesShortly(short)).toMatch(/after 1 working day below .*; 1 working day before the end$/u);
  });

  it('are changed in one window, which shows them as they are', async () => {
    const opened: ModalView[] = [];
    await must(nudges.actions?.[0], 'the button').run({
      ...call(true),
      openModal: async (view) => void opened.push(view),
    });
    const shown = JSON.stringify(slackModal(must(opened[0], 'a window')));
    for (const words of ['50, 80, 100, 120', 'Nobody got such a message in the last four weeks.'])
      expect(shown).toContain(words);
    expect(await submit(GOOD)).toMatchObject({ kind: 'update', view: { title: 'Saved' } });
    expect(await readRules(services.store)).toEqual({
      thresholds: [75, 100],
      paceBand: 70,
      paceDays: 5,
      endingDays: 3,
    });
    const [change] = await readSettingChanges(services.store, { limit: 1 });
    expect(nudges.company?.[0]?.words(must(change, 'a change').after)).toBe(
      'at 75%, 100% of a quota; after 5 working days below 70% of what is expected; 3 working days before the end',
    );
    expect(nudges.company?.[0]?.words(null)).toContain('50%, 80%');
  });

  it.each([
    ['thresholds', 'many'],
    ['thresholds', ''],
    ['thresholds', '0'],
    ['pace_band', '7'],
    ['pace_days', '31'],
    ['ending_days', '2.5'],
  ])('say next to %s what is wrong with "%s"', async (field, value) => {
    const outcome = await submit({ ...GOOD, [field]: value });
    expect(outcome.kind === 'errors' && Object.keys(outcome.errors)).toEqual([field]);
  });

  it('that nobody has set are sane', () => {
    expect(DEFAULT_RULES).toEqual({
      thresholds: [50, 80, 100, 120],
      paceBand: 80,
      paceDays: 10,
      endingDays: 10,
    });
  });
});
