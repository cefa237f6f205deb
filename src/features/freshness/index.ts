import type { Feature, Services } from '#feature.ts';
import type { Action } from '#slack/routes.ts';
import { trustData } from '#sync/read-freshness.ts';
import { syncHealth } from '#sync/sync-health.ts';
import { begunPost, overPost } from './posts.ts';
import { TRUST, trustedMessage } from './views.ts';
import { connectStep, lookAction } from './setup.ts';
import { lateSetting } from './late-setting.ts';
import { watchFreshness } from './watch.ts';

/** The owner vouches for what is there: what is gone is gone for good. */
const trustAction: Action<Services> = {
  id: TRUST,
  permission: 'installer',
  shows: ['D9'],
  async run({ services, now }) {
    await trustData(services.store, now);
    await watchFreshness(services, now);
    return trustedMessage((await syncHealth(services.store)).completeAt);
  },
};

/** Keeps what a whole channel reads from going out on data that is late, shrunk or missing fields. */
export const freshness: Feature = {
  name: 'freshness',
  summary: 'Boards wait while Salesforce data is late or incomplete; the installer is told once.',
  actions: [trustAction, lookAction],
  setup: [connectStep],
  company: [lateSetting],
  posts: [begunPost, overPost],
  schedules: [{ name: 'freshness.watch', shows: ['D9'], run: watchFreshness }],
};
