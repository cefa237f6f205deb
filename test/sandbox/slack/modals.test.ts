import type { App } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { boltApp, start } from './support/bolt-app.ts';
import { DANA, startTeam, type LocalTeam } from './support/local-team.ts';

let team: LocalTeam;
let app: App;

beforeEach(async () => {
  team = await startTeam();
  app = boltApp(team.slack);
});
afterEach(async () => {
  await app.stop();
  await team.slack.close();
});

const setup: ModalView = {
  type: 'modal',
  callback_id: 'board_setup',
  private_metadata: 'kept',
  title: { type: 'plain_text', text: 'Leaderboard' },
  submit: { type: 'plain_text', text: 'Save' },
  blocks: [
    {
      type: 'input',
      block_id: 'metric',
      label: { type: 'plain_text', text: 'Metric' },
      element: {
        type: 'static_select',
        action_id: 'choose',
        options: [
          { text: { type: 'plain_text', text: 'Bookings' }, value: 'bookings' },
          { text: { type: 'plain_text', text: 'Deals won' }, value: 'deals_won' },
        ],
      },
    },
    {
      type: 'input',
      block_id: 'size',
      label: { type: 'plain_text', text: 'How many' },
      element: {
        type: 'number_input',
        action_id: 'count',
        is_decimal_allowed: false,
        initial_value: '10',
        max_value: '50',
      },
    },
  ],
};

function opensModal(): void {
  app.command('/attain', async ({ ack, client, command }) => {
    await ack();
    await client.views.open({ trigger_id: command.trigger_id, view: setup });
  });
}

async function openModal(): Promise<void> {
  opensModal();
  await start(app);
  await team.slack.command(DANA, '/attain leaderboard');
  await team.slack.until(() => team.slack.views(DANA)[0]);
}

test('a modal is opened, filled and submitted, and the app reads what was entered', async () => {
  let received: unknown;
  app.view('board_setup', async ({ ack, view, body }) => {
    received = { values: view.state.values, metadata: view.private_metadata, user: body.user.id };
    await ack();
  });
  await openModal();

  const submission = await team.slack.submit(DANA, { values: { metric: 'deals_won' } });

  expect(submission).toEqual({ result: 'closed' });
  expect(team.slack.views(DANA)).toEqual([]);
  expect(received).toMatchObject({
    user: DANA,
    metadata: 'kept',
    values: {
      metric: { choose: { type: 'static_select', selected_option: { value: 'deals_won' } } },
      size: { count: { type: 'number_input', value: '10' } },
    },
  });
});

test('the app may refuse an entry and the modal stays open with its reason', async () => {
  app.view('board_setup', async ({ ack }) =>
    ack({ response_action: 'errors', errors: { size: 'At least 3' } }),
  );
  await openModal();

  const submission = await team.slack.submit(DANA, { values: { metric: 'bookings', size: 1 } });

  expect(submission).toEqual({ result: 'errors', errors: { size: 'At least 3' }, sent: true });
  expect(team.slack.views(DANA)).toHaveLength(1);
});

test('an empty or impossible entry is refused before it is sent', async () => {
  await openModal();

  expect(await team.slack.submit(DANA, { values: { size: 51 } })).toEqual({
    result: 'errors',
    errors: { metric: 'Please complete this required field.', size: 'Enter 50 or less.' },
    sent: false,
  });
  await expect(team.slack.submit(DANA, { values: { metric: 'margin' } })).rejects.toThrow('not an option');
});

test('an error for a block that is no input does not reach the person', async () => {
  app.view('board_setup', async ({ ack }) => ack({ response_action: 'errors', errors: { nothing: 'x' } }));
  await openModal();

  const submission = await team.slack.submit(DANA, { values: { metric: 'bookings' } });

  expect(submission).toEqual({ result: 'failed', error: 'no input block is called nothing' });
});

test('a submission may update the modal, push two more, and clear them all', async () => {
  const answers = ['update', 'push', 'push', 'push', 'clear'] as const;
  let turn = 0;
  app.view('board_setup', async ({ ack }) => {
    const action = answers[turn++] ?? 'clear';
    await (action === 'clear'
      ? ack({ response_action: action })
      : ack({ response_action: action, view: setup }));
  });
  await openModal();

  const results: unknown[] = [];
  const depths: number[] = [];
  for (const _ of answers) {
    results.push(await team.slack.submit(DANA, { values: { metric: 'bookings' } }));
    depths.push(team.slack.views(DANA).length);
  }

  expect(results).toMatchObject([
    { result: 'updated' },
    { result: 'pushed' },
    { result: 'pushed' },
    { result: 'failed', error: 'push_limit_reached' },
    { result: 'closed' },
  ]);
  expect(depths).toEqual([1, 2, 3, 3, 0]);
});

test('a submission that is not acknowledged leaves the modal open', async () => {
  await team.slack.close();
  team = await startTeam({ limits: { ackMs: 1000 } });
  app = boltApp(team.slack);
  app.view('board_setup', async () => {});
  await openModal();

  const submission = await team.slack.submit(DANA, { values: { metric: 'bookings' } });

  expect(submission).toEqual({ result: 'failed', error: 'operation_timeout' });
  expect(team.slack.views(DANA)).toHaveLength(1);
});

test('the Home tab is published when it is opened', async () => {
  app.event('app_home_opened', async ({ client, event }) => {
    await client.views.publish({
      user_id: event.user,
      view: { type: 'home', blocks: [{ type: 'divider' }] },
    });
  });
  await start(app);

  await team.slack.openHome(DANA);
  const home = await team.slack.until(() => team.slack.home(DANA));

  expect(home.content.blocks.map((block) => block.type)).toEqual(['divider']);
});
