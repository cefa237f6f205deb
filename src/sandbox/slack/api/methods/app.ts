import { z } from 'zod';
import { jsonField } from '#sandbox/slack/api/fields.ts';
import { method, type Method } from '#sandbox/slack/api/method.ts';
import { fail, failWith, ok } from '#sandbox/slack/api/reply.ts';
import { withdrawGrant } from '#sandbox/slack/app/events.ts';
import { domainOf } from '#sandbox/slack/app/payloads.ts';
import { blockComplaints } from '#sandbox/slack/rules/check.ts';
import { lineOf } from '#sandbox/slack/rules/complaint.ts';
import { Block } from '#sandbox/slack/workspace/message.ts';

const nothing = z.object({});

const authTest = method({
  name: 'auth.test',
  token: 'bot',
  tier: 'none',
  input: nothing,
  run: (core) =>
    ok({
      url: `${core.url()}/`,
      team: core.team.name,
      user: core.app.name,
      team_id: core.team.id,
      user_id: core.app.botUserId,
      bot_id: core.app.botId,
      is_enterprise_install: false,
    }),
});

const revoke = method({
  name: 'auth.revoke',
  token: 'bot',
  tier: 'none',
  input: z.object({ test: z.coerce.boolean().optional() }),
  run(core, { test = false }) {
    if (!test) void withdrawGrant(core);
    return ok({ revoked: !test });
  },
});

const openConnection = method({
  name: 'apps.connections.open',
  token: 'app',
  tier: 3,
  input: nothing,
  run: (core) => ok({ url: core.url().replace(/^http/, 'ws') + core.socket.ticket() }),
});

const teamInfo = method({
  name: 'team.info',
  token: 'bot',
  tier: 3,
  scope: 'team:read',
  input: nothing,
  run: (core) => ok({ team: { ...core.team, domain: domainOf(core), email_domain: '' } }),
});

const botInfo = method({
  name: 'bots.info',
  token: 'bot',
  tier: 3,
  scope: 'users:read',
  input: z.object({ bot: z.string().optional() }),
  run(core, { bot }) {
    if (bot !== undefined && bot !== core.app.botId) return fail('bot_not_found');
    const { botId: id, appId: app_id, botUserId: user_id, displayName: name } = core.app;
    return ok({ bot: { id, app_id, user_id, name, deleted: false } });
  },
});

const validateBlocks = method({
  name: 'blocks.validate',
  token: 'none',
  tier: 'none',
  input: z.object({ blocks: jsonField(z.array(Block)) }),
  run(_core, { blocks }) {
    const messages = blockComplaints(blocks, 'message').map(lineOf);
    return messages.length === 0 ? ok() : failWith({ error: 'invalid_blocks', messages });
  },
});

export const appMethods: readonly Method[] = [
  authTest,
  revoke,
  openConnection,
  teamInfo,
  botInfo,
  validateBlocks,
];
