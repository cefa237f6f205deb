import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { actions } from '#slack/blocks/button.ts';
import { textInput } from '#slack/blocks/inputs.ts';
import { note } from '#slack/blocks/message.ts';
import { mrkdwn } from '#slack/blocks/text.ts';
import type { Routes } from '#slack/route-table.ts';
import { forgetOldDeliveries, isFirstDelivery } from '#store/inbox.ts';
import type { Store } from '#store/store.ts';
import { DANA, SALES } from '../sandbox/slack/support/local-team.ts';
import { onEachStore } from '../support/each-store.ts';
import { slackWorld, type Notes } from './support/slack-world.ts';

const routes: Partial<Routes<Notes>> = {
  subcommands: [
    {
      name: 'order',
      summary: 'Order',
      example: '/attain order',
      permission: 'anyone',
      shows: [],
      run: async ({ services }) => {
        services.push('command');
        return {
          text: mrkdwn`Press`,
          blocks: [actions({ action: 'order.press', label: 'Press', value: '1' })],
        };
      },
    },
    {
      name: 'form',
      summary: 'Form',
      example: '/attain form',
      permission: 'anyone',
      shows: [],
      run: async ({ openModal }) => {
        const blocks = [textInput({ id: 'name', label: 'Name' })];
        await openModal({
          id: 'order.form',
          title: 'Form',
          submit: 'Send',
          close: 'Cancel',
          metadata: '',
          blocks,
        });
        return undefined;
      },
    },
  ],
  actions: [
    {
      id: 'order.press',
      permission: 'anyone',
      shows: [],
      run: async ({ services }) => {
        services.push('click');
        return note(mrkdwn`Done`);
      },
    },
  ],
  modals: [
    {
      id: 'order.form',
      permission: 'anyone',
      shows: [],
      submit: async ({ services, values }) => {
        services.push(`form ${String(values['name'])}`);
        return { kind: 'close' };
      },
    },
  ],
  home: [
    {
      order: 1,
      permission: 'anyone',
      shows: [],
      render: async ({ services }) => {
        services.push('home');
        return [];
      },
    },
  ],
};

let store: Store;
onEachStore(
  (opened) => {
    store = opened;
  },
  () => {
    it('takes effect once, though Slack delivers everything twice to two processes', async () => {
      const notes: Notes = [];
      const { slack } = await slackWorld(routes, {
        notes,
        processes: 2,
        isFirstDelivery: (key) => isFirstDelivery(store, key),
      });
      expect(slack.socket.connections()).toBe(2);
      slack.faults.add({ kind: 'twice', method: 'delivery', times: 6 });

      await slack.command(DANA, '/attain order', { channel: SALES });
      await slack.until(() => slack.ephemeral(DANA)[0]);
      await slack.click(DANA, { action: 'order.press' });
      await slack.until(() => slack.ephemeral(DANA)[1]);
      await slack.command(DANA, '/attain form', { channel: SALES });
      await slack.until(() => slack.views(DANA)[0]);
      await slack.submit(DANA, { values: { name: 'Cole' } });
      await slack.openHome(DANA);
      await slack.until(() => slack.home(DANA));
      await pause(200);

      expect(slack.faults.list()).toMatchObject([{ times: 1 }]);
      expect(notes.toSorted()).toEqual(['click', 'command', 'form Cole', 'home']);
      expect(slack.ephemeral(DANA)).toHaveLength(2);
    });

    it('is remembered for a week and then forgotten', async () => {
      expect(await isFirstDelivery(store, 'event/Ev1')).toBe(true);
      await forgetOldDeliveries(store);
      expect(await isFirstDelivery(store, 'event/Ev1')).toBe(false);
      const old = sql<string>`now() - interval '8 days'`;
      await store.db.updateTable('inbox').set({ received_at: old }).execute();
      await forgetOldDeliveries(store);
      expect(await isFirstDelivery(store, 'event/Ev1')).toBe(true);
    });
  },
);
