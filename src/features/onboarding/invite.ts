import type { Services, SetupStep } from '#feature.ts';
import type { PostKind } from '#outbox/outbox.ts';
import { ChannelId } from '#slack/blocks/channel-id.ts';
import type { Action, Modal } from '#slack/routes.ts';
import { INVITE, INVITE_CHANNEL, invitation, inviteModal } from './views.ts';

const KIND = 'onboarding.invitation';
const entry = { permission: 'installer', shows: [] } as const;

/** One message in a channel that the installer chooses, after they have read it. */
export const inviteStep: SetupStep = {
  id: 'invite',
  order: 60,
  title: 'Invite your people',
  button: { action: INVITE, label: 'Read and post the invitation' },
  async state({ store }) {
    const posts = await store.db
      .selectFrom('post')
      .select('audience')
      .where('kind', '=', KIND)
      .where('state', '<>', 'dropped')
      .execute();
    const isDone = posts.length > 0;
    const channels = `${posts.length} channel${posts.length === 1 ? '' : 's'}`;
    return { isDone, words: isDone ? `posted in ${channels}` : 'nobody has been told yet' };
  },
};

export const invitePost: PostKind<Services> = {
  kind: KIND,
  whenUnknown: 'at-most-once',
  attention: 'channel',
  shows: [],
  render: async () => invitation(),
};

export const inviteAction: Action<Services> = {
  id: INVITE,
  ...entry,
  async run({ openModal }) {
    await openModal(inviteModal());
    return undefined;
  },
};

export const inviteForm: Modal<Services> = {
  id: INVITE,
  ...entry,
  async submit({ services: { store, outbox }, values }) {
    const channel = ChannelId.safeParse(values[INVITE_CHANNEL]);
    if (!channel.success)
      return { kind: 'errors', errors: { [INVITE_CHANNEL]: 'Choose a channel of this workspace.' } };
    const key = `${KIND}/${channel.data}`;
    await outbox.record(store, { key, kind: KIND, params: {}, audience: channel.data });
    await outbox.wake();
    return { kind: 'close' };
  },
};
