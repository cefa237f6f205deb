import { beforeEach, describe, expect, it } from 'vitest';
import { readActor } from '#access/actor.ts';
import type { Services } from '#feature.ts';
import { settings } from '#features/settings/index.ts';
import { OWN_TOPIC } from '#governor/terms.ts';
import { readBounds } from '#governor/bounds.ts';
import { readChoices } from '#governor/choices.ts';
import { must, Refusal } from '#lib/errors.ts';
import { ALL_TOPICS } from '#model/attention.ts';
import type { PostKind } from '#outbox/outbox.ts';
import { CHANGE, NOT_USEFUL, SNOOZE } from '#outbox/personal-footer.ts';
import type { ModalView } from '#slack/blocks/modal.ts';
import { slackModal } from '#slack/modal-view.ts';
import type { ModalValues } from '#slack/routes.ts';
import { setInstaller } from '#store/identity.ts';
import type { Store } from '#store/store.ts';
import { emptyStore } from '../../support/empty-store.ts';
import { testStore } from '../../support/database.ts';
import { aCall } from '../a-call.ts';
import { servicesOf } from '../services.ts';

const now = Temporal.Instant.from('2026-11-18T09:00:00Z');
const PACE = { id: 'pace', name: 'Pace', about: 'you have a quota', startsAs: 'on' } as const;
const pacePost: PostKind<Services> = {
  kind: 'pace',
  whenUnknown: 'ask',
  shows: [],
  attention: { topic: PACE, priority: 'ordinary', isPrompt: true },
  render: async () => undefined,
};
const SETUP = {
  id: 'setup',
  name: 'Setting up',
  about: 'you installed Attain',
  startsAs: 'on',
  permission: 'installer',
} as const;
const setupPost: PostKind<Services> = {
  ...pacePost,
  kind: 'setup',
  attention: { topic: SETUP, priority: 'important', isPrompt: false },
};
const feature = settings([{ name: 'pace', summary: '', posts: [pacePost, setupPost] }]);

let store: Store;
let services: Services;
beforeEach(async () => {
  store ??= await testStore();
  await emptyStore(store);
  services = servicesOf(store, { now });
  await setInstaller(store, { slackUserId: 'U0OPS', changedBy: 'cli', now });
});

async function callOf(who: string, opened: ModalView[] = []) {
  return aCall({ services, actor: await readActor(store, who, now), now, windows: opened });
}

/** The window that a command opens. */
async function type(text: string, who = 'U0DANA'): Promise<ModalView> {
  const opened: ModalView[] = [];
  const [command] = feature.subcommands ?? [];
  await must(command, 'settings').run({ ...(await callOf(who, opened)), text });
  return must(opened[0], 'a window');
}

async function submit(id: string, values: ModalValues, { who = 'U0DANA', metadata = '' } = {}) {
  const modal = must(
    feature.modals?.find((one) => one.id === id),
    id,
  );
  return modal.submit({ ...(await callOf(who)), values, metadata });
}

async function press(id: string, value: string, who = 'U0DANA') {
  const opened: ModalView[] = [];
  const action = must(
    feature.actions?.find((one) => one.id === id),
    id,
  );
  const said = await action.run({ ...(await callOf(who, opened)), value });
  return { words: said?.text ?? '', view: opened[0] };
}

async function homeOf(who: string): Promise<string> {
  return JSON.stringify(await feature.home?.render(await callOf(who)));
}

const FORM = { topic_pace: 'on', budget: '4', quiet_from: '18:00', quiet_to: '08:00', pause: null };

describe('what a person gets', () => {
  it('is changed in one window and shown in Home', async () => {
    const view = await type('');
    expect(slackModal(view).title.text).toBe('Your messages');
    const outcome = await submit(view.id, {
      ...FORM,
      topic_pace: 'digest',
      budget: '2',
      quiet_from: '20:30',
      pause: '2026-12-24',
    });
    expect(outcome).toMatchObject({ kind: 'update', view: { title: 'Saved' } });
    expect(await readChoices(store, 'U0DANA')).toMatchObject({
      budget: 2,
      quiet: { from: 1230, to: 480 },
      modes: new Map([['pace', 'digest']]),
      snoozes: new Map([[ALL_TOPICS, Temporal.PlainDate.from('2026-12-24')]]),
    });
    const home = await homeOf('U0DANA');
    for (const words of ['paused until Dec 24, 2026', 'At most 2 messages', '20:30'])
      expect(home).toContain(words);
    expect(home).toMatch(/In one message a day:\*[^*]*Pace/);
    expect(await homeOf('U0OMAR')).toContain('At most 4 messages');
  });

  it('asks of what only admins are told only admins what they want of it', async () => {
    const offered = async (who: string) =>
      JSON.stringify([slackModal(await type('', who)), (await press('settings.snooze_here', '', who)).view]);
    for (const read of [offered, homeOf]) {
      expect(await read('U0OPS')).toContain('Setting up');
      expect(await read('U0DANA')).toContain('Pace');
      expect(await read('U0DANA')).not.toContain('Setting up');
    }
  });

  it('snoozes one topic or everything from Home, and says which until when', async () => {
    const { view } = await press('settings.snooze_here', '');
    const window = must(view, 'a window');
    expect(JSON.stringify(slackModal(window))).toMatch(/Everything.*Pace/);
    await submit(window.id, { what: 'pace', until: '2026-11-30' });
    const home = await homeOf('U0DANA');
    expect(home).toContain('Pace: each message, paused until Nov 30, 2026');
    expect(home).toContain('Stop snoozing');
  });

  it('keeps the finer choices through a pause, and a button ends it', async () => {
    await submit('settings.form', { ...FORM, topic_pace: 'off', pause: '2026-12-24' });
    expect(await homeOf('U0DANA')).toContain('Stop snoozing');
    await press('settings.resume', '');
    const home = await homeOf('U0DANA');
    expect(home).not.toContain('Stop snoozing');
    expect(home).toMatch(/Nothing:\*[^*]*Pace/);
  });

  it.each([
    [{ budget: '0' }, { budget: 'Enter a whole number from 1 to 10.' }],
    [{ budget: '11' }, { budget: 'Enter a whole number from 1 to 10.' }],
    [{ pause: '2026-11-18' }, { pause: 'Choose a day after today, or none.' }],
    [{ quiet_from: 'late' }, { quiet_from: 'Choose a time.' }],
  ])('says next to the field what is wrong with %j', async (values, errors) => {
    expect(await submit('settings.form', { ...FORM, ...values })).toEqual({ kind: 'errors', errors });
  });

  it('has no topic for what cannot be turned off', async () => {
    const view = await type('');
    expect(JSON.stringify(view)).not.toContain('topic_settings');
  });
});

describe('the buttons below a message', () => {
  beforeEach(async () => {
    await store.db
      .insertInto('attention')
      .values({
        post_key: 'pace/1',
        slack_user_id: 'U0DANA',
        topic: 'pace',
        decision: 'send',
        reason: 'in time',
        until: null,
        into_key: null,
        about: null,
        state: null,
        merge_key: null,
        is_prompt: true,
        decided_at: now.toString(),
        held_at: null,
        held_reason: null,
        acted_at: null,
        rejected_at: null,
      })
      .execute();
  });

  it('pause its topic, or everything, until a day', async () => {
    const { view } = await press(SNOOZE, 'pace/1');
    expect(JSON.stringify(view)).toContain('2026-11-25');
    const outcome = await submit('settings.snooze_form', { what: 'pace', until: '2026-11-30' });
    expect(outcome).toMatchObject({ kind: 'update', view: { title: 'Snoozed' } });
    expect((await readChoices(store, 'U0DANA')).snoozes).toEqual(
      new Map([['pace', Temporal.PlainDate.from('2026-11-30')]]),
    );
    expect(await submit('settings.snooze_form', { what: 'pace', until: '2026-11-18' })).toMatchObject({
      kind: 'errors',
    });
  });

  it('say that it was not useful, which only its reader can', async () => {
    expect((await press(NOT_USEFUL, 'pace/1')).words).toContain('Thank you');
    await expect(press(NOT_USEFUL, 'pace/1', 'U0OMAR')).rejects.toThrow(Refusal);
    await expect(press(SNOOZE, 'pace/1', 'U0OMAR')).rejects.toThrow(Refusal);
    const row = await store.db.selectFrom('attention').select('rejected_at').executeTakeFirst();
    expect(row?.rejected_at).not.toBeNull();
  });

  it('ask below a message about messages which of the others to pause', async () => {
    await store.db.updateTable('attention').set({ topic: OWN_TOPIC.id }).execute();
    const { view } = await press(SNOOZE, 'pace/1');
    expect(JSON.stringify(slackModal(must(view, 'a window')))).toMatch(/Everything.*Pace/);
  });

  it('open the settings', async () => {
    expect((await press(CHANGE, 'pace/1')).view?.id).toBe('settings.form');
  });

  it('answer the question whether to go on', async () => {
    const question = must(
      feature.posts?.find(({ kind }) => kind === 'settings.question'),
      'the question',
    );
    const asked = await question.render(services, { params: { topic: 'pace' }, audience: 'U0DANA' });
    const values = [...JSON.stringify(asked?.blocks).matchAll(/"action_id":"(settings\.choose_\w+)"/g)];
    expect(values.map((match) => match[1])).toEqual([
      'settings.choose_on',
      'settings.choose_digest',
      'settings.choose_off',
    ]);
    const said = await press('settings.choose_digest', JSON.stringify({ topic: 'pace', mode: 'digest' }));
    expect(said.words).toBe('Pace: in one message a day from now on.');
    await expect(press('settings.choose_off', '{"topic":"settings","mode":"off"}')).rejects.toThrow(Refusal);
  });
});

describe('an admin’s limits for everybody', () => {
  it('say what they may cost each person before they are kept, and who changed them', async () => {
    const view = await type('company', 'U0OPS');
    const shown = await submit(view.id, { least: '2', most: '6' }, { who: 'U0OPS' });
    expect(await readBounds(store)).toEqual({ least: 1, most: 10 });
    const cost = shown.kind === 'update' ? shown.view : undefined;
    expect(JSON.stringify(cost?.blocks)).toContain(
      'up to 30 messages a week; so far it is 50 messages a week',
    );
    const metadata = must(cost, 'the cost').metadata;
    await submit('settings.company_confirm', {}, { who: 'U0OPS', metadata });
    expect(await readBounds(store)).toEqual({ least: 2, most: 6 });
    const log = await store.db.selectFrom('audit_entry').select(['actor', 'action']).execute();
    expect(log).toEqual([{ actor: 'U0OPS', action: 'settings.changed' }]);
  });

  it('hold for what people choose afterwards, and are an admin’s alone', async () => {
    await submit('settings.company_confirm', {}, { who: 'U0OPS', metadata: '{"least":2,"most":3}' });
    expect(await submit('settings.form', { ...FORM, budget: '4' })).toMatchObject({ kind: 'errors' });
    await expect(type('company', 'U0DANA')).rejects.toThrow(Refusal);
    expect(await submit('settings.company', { least: '5', most: '4' })).toMatchObject({ kind: 'errors' });
    const company = must(
      feature.modals?.find(({ id }) => id === 'settings.company_confirm'),
      'it',
    );
    expect(company.permission).toBe('installer');
  });
});
