import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { FEATURES } from '#features.ts';
import { ManifestRules } from './manifest-rules.ts';

const manifest = ManifestRules.parse(parse(readFileSync('manifest.yml', 'utf8')));

/** Bot events that a Bolt listener of ours needs. */
const LISTENED = readdirSync('src/slack', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) => [...readFileSync(join('src/slack', file), 'utf8').matchAll(/\.event\('([a-z_]+)'/g)])
  .map((match) => match[1]);

describe('the Slack manifest', () => {
  it('declares exactly the commands that the features answer', () => {
    const direct = FEATURES.flatMap((feature) => feature.subcommands ?? []).flatMap(
      (sub) => sub.direct ?? [],
    );
    const declared = manifest.features.slash_commands.map((command) => command.command);
    expect(declared.toSorted()).toEqual(['/attain', ...direct].toSorted());
  });

  it('declares exactly the entries of a message’s menu that the features answer', () => {
    const answered = FEATURES.flatMap((feature) => feature.shortcuts ?? []);
    expect(
      manifest.features.shortcuts?.map(({ type, callback_id, name }) => [type, callback_id, name]),
    ).toEqual(answered.map(({ id, name }) => ['message', id, name]));
  });

  it('subscribes exactly to the events that have a listener', () => {
    expect(manifest.settings.event_subscriptions.bot_events.toSorted()).toEqual(
      [...new Set(LISTENED)].toSorted(),
    );
  });

  it('can be installed without any scope that reads message history', () => {
    const { bot, bot_optional = [] } = manifest.oauth_config.scopes;
    expect(bot.filter((scope) => scope.endsWith(':history'))).toEqual([]);
    expect(bot_optional).toEqual(['channels:history', 'groups:history', 'im:history']);
  });

  it('breaks a rule of Slack as soon as a key is unknown or a text too long', () => {
    const raw: unknown = parse(readFileSync('manifest.yml', 'utf8'));
    expect(ManifestRules.safeParse({ ...Object(raw), extra: 1 }).success).toBe(false);
    const long = structuredClone(manifest);
    long.display_information.name = 'x'.repeat(36);
    expect(ManifestRules.safeParse(long).success).toBe(false);
  });
});
