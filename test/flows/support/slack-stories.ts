import { expect } from 'vitest';
import { must } from '#lib/errors.ts';
import { silentLog } from '#lib/log.ts';
import { startBoard } from '#features/leaderboard/run.ts';
import { METRICS } from '#metrics/catalogue.ts';
import type { Limits } from '#sandbox/slack/options.ts';
import type { Rules } from '#sandbox/slack/rules/rules.ts';
import { section } from '#slack/blocks/layout.ts';
import { note } from '#slack/blocks/message.ts';
import { mrkdwn } from '#slack/blocks/text.ts';
import { connectSlack } from '#slack/connect.ts';
import { createSender, type Sender } from '#slack/deliver.ts';
import { configOf } from '../../support/sides.ts';
import type { Product } from '../../support/product.ts';

/** What a person, or a row, shows where the product meets one of Slack's rules. */
interface Story {
  readonly rule: keyof Rules;
  readonly title: string;
  /** Numbers of the rule that bring it within a test's reach. */
  readonly limits?: Partial<Limits>;
  tell(product: Product): Promise<unknown>;
  readonly kept: unknown;
  readonly without: unknown;
}

const CHANNEL = 'C0BW0000ALL';
const ELSEWHERE = 'C0BW000LEAD';

/** A message that may leave at once. */
const ENVELOPE = { channel: CHANNEL, marker: 'marker', mayLeave: async () => true };

const scopes: Story = {
  rule: 'scopes',
  title: 'a post that the app may not write waits and says which right is missing',
  async tell(product) {
    const { grant } = product.slack;
    const granted = grant.scopes;
    grant.scopes = granted.filter((scope) => scope !== 'chat:write');
    const post = await postBoard(product, CHANNEL);
    grant.scopes = granted;
    return post;
  },
  kept: { state: 'pending', reason: 'missing_scope' },
  without: { state: 'posted', reason: null },
};

const channelMembership: Story = {
  rule: 'channelMembership',
  title: 'a post for a channel that removed the app waits until it is invited again',
  async tell(product) {
    const { installerId } = product.team;
    await product.slack.command(installerId, '/remove @attain', { channel: ELSEWHERE });
    const post = await postBoard(product, ELSEWHERE);
    await product.slack.command(installerId, '/invite @attain', { channel: ELSEWHERE });
    return post;
  },
  kept: { state: 'pending', reason: 'not_in_channel' },
  without: { state: 'posted', reason: null },
};

const rateLimits: Story = {
  rule: 'rateLimits',
  title: 'a channel that is written to too fast takes the next message later, after as long as Slack says',
  limits: { channelBurst: 0, channelPerSecond: 1 / 60 },
  async tell(product) {
    const sender = await newSender(product);
    return sender.post(ENVELOPE, note(mrkdwn`Dana leads`));
  },
  kept: { kind: 'limited', waitSeconds: 60 },
  without: expect.objectContaining({ kind: 'posted' }),
};

const blockLimits: Story = {
  rule: 'blockLimits',
  title: 'a message with a chart that Slack does not take arrives without the chart',
  async tell(product) {
    const sender = await newSender(product);
    const text = mrkdwn`Kim leads, Kim follows`;
    const sent = await sender.post(ENVELOPE, { text, blocks: [section(text), CHART_OF_TWINS] });
    const message = product.slack.messages(CHANNEL).at(-1);
    return { sent: sent.kind, shown: message?.blocks.map(({ type }) => type) };
  },
  kept: { sent: 'posted', shown: ['section'] },
  without: { sent: 'posted', shown: ['section', 'data_visualization'] },
};

/** Two people of one name: Slack wants every category of a chart to be another. */
const CHART_OF_TWINS = {
  type: 'data_visualization',
  title: 'Won',
  chart: {
    type: 'bar',
    series: [
      {
        name: 'Won',
        data: [
          { label: 'Kim', value: 2 },
          { label: 'Kim', value: 1 },
        ],
      },
    ],
    axis_config: { categories: ['Kim', 'Kim'] },
  },
} as const;

const triggerExpiry: Story = {
  rule: 'triggerExpiry',
  title: 'a form that could not be opened in time is explained to the person who asked for it',
  limits: { triggerMs: -1 },
  async tell({ slack, team: { installerId } }) {
    const told = slack.ephemeral(installerId).length;
    await slack.command(installerId, '/attain leaderboard setup', { channel: CHANNEL });
    const seen = await slack.until(() => {
      const [form] = slack.views(installerId);
      const answer = slack.ephemeral(installerId)[told];
      return form || answer ? { form: form !== undefined, words: answer?.text } : undefined;
    });
    if (seen.form) await slack.closeView(installerId);
    return seen;
  },
  kept: { form: false, words: 'That did not work just now. Please try again in a moment.' },
  without: { form: true, words: undefined },
};

const ackTimeout: Story = {
  rule: 'ackTimeout',
  title: 'a submission that is acknowledged too late has failed before the person’s eyes',
  limits: { ackMs: 1_000 },
  async tell({ slack, app, team: { installerId } }) {
    await slack.command(installerId, '/attain leaderboard setup', { channel: CHANNEL });
    await slack.until(() => slack.views(installerId)[0], { what: 'the form' });
    const busy = Promise.withResolvers<void>();
    const blocking = app.services.store.transaction(() => busy.promise);
    const submission = await slack.submit(installerId);
    busy.resolve();
    await blocking;
    if (slack.views(installerId).length > 0) await slack.closeView(installerId);
    return submission;
  },
  kept: { result: 'failed', error: 'operation_timeout' },
  without: { result: 'updated' },
};

const responseUrlUses: Story = {
  rule: 'responseUrlUses',
  title: 'an answer whose address is used up comes as an ephemeral message instead',
  limits: { responseUrlUses: 0 },
  async tell({ slack, team: { installerId } }) {
    const [calls, told] = [slack.calls('chat.postEphemeral').length, slack.ephemeral(installerId).length];
    await slack.command(installerId, '/attain help', { channel: CHANNEL });
    const answer = await slack.until(() => slack.ephemeral(installerId)[told], { what: 'the answer' });
    const ephemeral = slack.calls('chat.postEphemeral').length - calls;
    return { answered: /\/attain/.test(answer.text), ephemeral };
  },
  kept: { answered: true, ephemeral: 1 },
  without: { answered: true, ephemeral: 0 },
};

export const STORIES: readonly Story[] = [
  scopes,
  channelMembership,
  blockLimits,
  triggerExpiry,
  ackTimeout,
  responseUrlUses,
  rateLimits,
];

/** The product's way out to Slack, new: one that was asked to wait holds everything back for that time. */
async function newSender(product: Product): Promise<Sender> {
  const settings = must(configOf(product).slack, 'the settings of Slack');
  const { bulk, workspace } = await connectSlack(settings, silentLog);
  return createSender(bulk, { log: silentLog, author: workspace });
}

let boards = 0;

/** Sets up a board that nobody has set up yet; how its first message fared. */
async function postBoard({ app, team, clock }: Product, channelId: string): Promise<object> {
  const metric = must(METRICS[boards++], 'a metric that has no board yet').id;
  const spec = { ...BOARD, channelId, metric };
  const { id } = await startBoard(app.services, spec, { userId: team.installerId, now: clock.now() });
  await app.queue.drained();
  return app.services.store.db
    .selectFrom('post')
    .select(['state', 'reason'])
    .where('key', 'like', `leaderboard/${id}/%`)
    .executeTakeFirstOrThrow();
}

const BOARD = {
  periodType: 'quarter',
  by: 'person',
  rows: 10,
  days: [1],
  hour: 8,
  timeZone: 'America/New_York',
} as const;
