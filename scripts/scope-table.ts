import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

/** Why each Slack scope is asked for. A scope without a reason here fails the docs check. */
const REASONS: Readonly<Record<string, string>> = {
  commands: '/attain and its aliases, "Praise this" in the menu of a message',
  'chat:write': 'post and update leaderboards where it was invited, answer privately',
  'im:write': 'open a direct message, when a private answer can reach nobody otherwise',
  'users:read': 'time zones; who is a guest, a bot or deactivated',
  'users:read.email': 'propose which Slack person is which Salesforce user; a person confirms',
  'channels:read': 'see that a chosen public channel exists and that Attain is in it',
  'dnd:read': 'leave people alone while they have "do not disturb" on',
  'groups:read': 'the same for private channels it was invited to',
  'channels:history':
    'optional: see whether a message that Slack never answered for is there, before it is sent again',
  'groups:history': 'optional: the same in private channels it was invited to',
  'im:history': 'optional: the same in direct messages with Attain',
};

const Manifest = z.object({
  oauth_config: z.object({
    scopes: z.object({ bot: z.array(z.string()), bot_optional: z.array(z.string()).default([]) }),
  }),
});

export function scopeTable(): string {
  const { scopes } = Manifest.parse(parse(readFileSync('manifest.yml', 'utf8'))).oauth_config;
  const bot = [...scopes.bot, ...scopes.bot_optional];
  const unknown = [
    ...bot.filter((s) => !REASONS[s]),
    ...Object.keys(REASONS).filter((s) => !bot.includes(s)),
  ];
  if (unknown.length > 0) throw new Error(`Scopes and reasons differ: ${unknown.join(', ')}`);
  const rows = bot.map((scope) => `| \`${scope}\` | ${REASONS[scope]} |`);
  return ['| Slack scope | why |', '|---|---|', ...rows].join('\n');
}
