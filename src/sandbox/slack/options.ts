import { z } from 'zod';
import type { Clock } from '#lib/clock.ts';
import type { Log } from '#lib/log.ts';
import type { Rules } from '#sandbox/slack/rules/rules.ts';

/** A member of the invented workspace. */
export const Person = z.object({
  id: z.string().regex(/^[UW][A-Z0-9]+$/),
  name: z.string().min(1),
  realName: z.string().min(1),
  email: z.string(),
  timeZone: z.string(),
  title: z.string().default(''),
  isBot: z.boolean().default(false),
  isRestricted: z.boolean().default(false),
  deleted: z.boolean().default(false),
});
export type Person = z.infer<typeof Person>;

export const ChannelSeed = z.object({
  id: z.string().regex(/^[CG][A-Z0-9]+$/),
  name: z.string().min(1),
  isPrivate: z.boolean().default(false),
  isShared: z.boolean().default(false),
  isArchived: z.boolean().default(false),
  topic: z.string().default(''),
  members: z.array(z.string()),
  /** Whether the app has been invited. */
  hasApp: z.boolean().default(true),
});
export type ChannelSeed = z.infer<typeof ChannelSeed>;

/** A slash command as the manifest declares it. */
export interface SlashCommand {
  readonly command: string;
  readonly description: string;
  readonly usageHint?: string | undefined;
  readonly shouldEscape?: boolean | undefined;
}

/** An entry of the app in the menu of every message, as the manifest declares it. */
export interface MessageShortcut {
  readonly name: string;
  readonly callbackId: string;
}

/** Lets the page move business time. Resolves once everything due until then has been done. */
export interface ClockControl {
  advance(step: number | 'monday'): Promise<void>;
}

/** The numbers behind the rules; the defaults are Slack's, where Slack publishes one. */
export interface Limits {
  readonly ackMs: number;
  readonly triggerMs: number;
  readonly responseUrlMs: number;
  readonly responseUrlUses: number;
  /** Posts a channel takes at once before `chat.postMessage` is held to `channelPerSecond`. */
  readonly channelBurst: number;
  readonly channelPerSecond: number;
  /** New messages of the whole workspace; Slack has such a bucket and does not publish it. None where left out. */
  readonly workspace?: { readonly burst: number; readonly perMinute: number };
  /** Calls a minute by Slack's tier 1 to 4. */
  readonly perMinute: readonly [number, number, number, number];
  /** Waits before an unacknowledged event is sent again. */
  readonly eventRetryMs: readonly number[];
}

export const SLACK_LIMITS: Limits = {
  ackMs: 3_000,
  triggerMs: 3_000,
  responseUrlMs: 30 * 60_000,
  responseUrlUses: 5,
  channelBurst: 10,
  channelPerSecond: 1,
  perMinute: [1, 20, 50, 100],
  eventRetryMs: [0, 60_000, 300_000],
};

export interface LocalSlackOptions {
  /** 0 takes any free port. */
  readonly port?: number;
  readonly host?: string;
  readonly team: { readonly id: string; readonly name: string };
  readonly people: readonly z.input<typeof Person>[];
  readonly channels: readonly z.input<typeof ChannelSeed>[];
  /** The person who installed the app. */
  readonly installer: string;
  readonly app?: Partial<AppIdentity>;
  /** Message stamps follow this clock; time-outs, triggers and pacing follow the machine's. */
  readonly clock: Clock;
  /** The bot scopes the manifest asks for. */
  readonly scopes: readonly string[];
  /** The bot events the manifest subscribes to. */
  readonly events?: readonly string[];
  readonly commands?: readonly SlashCommand[];
  readonly shortcuts?: readonly MessageShortcut[];
  readonly dataFile?: string | undefined;
  readonly rules?: Partial<Rules>;
  readonly limits?: Partial<Limits>;
  readonly clockControl?: ClockControl | undefined;
  readonly machineNow?: () => number;
  readonly log: Log;
}

/** Who the app is in this workspace. */
export interface AppIdentity {
  readonly appId: string;
  readonly botId: string;
  readonly botUserId: string;
  readonly name: string;
  readonly displayName: string;
  readonly botToken: string;
  readonly appToken: string;
}

export const LOCAL_APP: AppIdentity = {
  appId: 'A0ATTAIN',
  botId: 'B0ATTAIN',
  botUserId: 'U0ATTAIN',
  name: 'attain',
  displayName: 'Attain',
  // Not secrets: they open nothing but this server, which listens on loopback alone.
  botToken: 'xoxb-local-attain',
  appToken: 'xapp-local-attain',
};
