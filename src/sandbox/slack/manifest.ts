import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { MessageShortcut, SlashCommand } from '#sandbox/slack/options.ts';

const Manifest = z.object({
  features: z.object({
    slash_commands: z
      .array(
        z.object({
          command: z.string(),
          description: z.string(),
          usage_hint: z.string().optional(),
          should_escape: z.boolean().default(false),
        }),
      )
      .default([]),
    shortcuts: z
      .array(z.object({ name: z.string(), type: z.enum(['global', 'message']), callback_id: z.string() }))
      .default([]),
  }),
  oauth_config: z.object({
    scopes: z.object({ bot: z.array(z.string()).default([]), bot_optional: z.array(z.string()).default([]) }),
  }),
  settings: z.object({
    event_subscriptions: z.object({ bot_events: z.array(z.string()).default([]) }).optional(),
  }),
});

/** What an app's manifest grants and declares, as the local Slack takes it. Optional scopes count as granted. */
export interface Declared {
  readonly scopes: readonly string[];
  /** Those of them that may be left out when the app is installed. */
  readonly optionalScopes: readonly string[];
  readonly events: readonly string[];
  readonly commands: readonly SlashCommand[];
  /** Those in the menu of a message; global ones have no place on the page. */
  readonly shortcuts: readonly MessageShortcut[];
}

/** Reads an app manifest in YAML. */
export function readManifest(file: string): Declared {
  const manifest = Manifest.parse(parse(readFileSync(file, 'utf8')));
  const { bot, bot_optional } = manifest.oauth_config.scopes;
  return {
    scopes: [...bot, ...bot_optional],
    optionalScopes: bot_optional,
    events: manifest.settings.event_subscriptions?.bot_events ?? [],
    commands: manifest.features.slash_commands.map(({ command, description, usage_hint, should_escape }) => {
      return { command, description, usageHint: usage_hint, shouldEscape: should_escape };
    }),
    shortcuts: manifest.features.shortcuts
      .filter(({ type }) => type === 'message')
      .map(({ name, callback_id }) => ({ name, callbackId: callback_id })),
  };
}
