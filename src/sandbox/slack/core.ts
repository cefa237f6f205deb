import type {
  AppIdentity,
  ClockControl,
  Limits,
  LocalSlackOptions,
  MessageShortcut,
  SlashCommand,
} from '#sandbox/slack/options.ts';
import type { CallLog } from '#sandbox/slack/api/call-log.ts';
import type { Pacing } from '#sandbox/slack/api/pacing.ts';
import type { ResponseUrls } from '#sandbox/slack/app/response-urls.ts';
import type { SocketHub } from '#sandbox/slack/app/socket.ts';
import type { Triggers } from '#sandbox/slack/app/triggers.ts';
import type { Faults } from '#sandbox/slack/faults.ts';
import type { Rules } from '#sandbox/slack/rules/rules.ts';
import type { Workspace } from '#sandbox/slack/workspace/workspace.ts';
import type { Clock } from '#lib/clock.ts';
import type { Log } from '#lib/log.ts';

/** What a test may take away from the app while it runs. */
export interface Grant {
  scopes: readonly string[];
  revoked: boolean;
}

/** May be changed while the local Slack runs; the next call meets what is there then. */
export type Switchable<T> = { -readonly [Name in keyof T]: T[Name] };

/** The parts of a running local Slack, handed to everything that acts on it. */
export interface Core {
  readonly team: LocalSlackOptions['team'];
  readonly app: AppIdentity;
  readonly installer: string;
  readonly commands: readonly SlashCommand[];
  readonly shortcuts: readonly MessageShortcut[];
  readonly events: readonly string[];
  readonly rules: Switchable<Rules>;
  readonly limits: Switchable<Limits>;
  readonly grant: Grant;
  readonly clock: Clock;
  readonly clockControl: ClockControl | undefined;
  readonly machineNow: () => number;
  readonly log: Log;
  readonly workspace: Workspace;
  readonly socket: SocketHub;
  readonly triggers: Triggers;
  readonly responseUrls: ResponseUrls;
  readonly faults: Faults;
  readonly pacing: Pacing;
  readonly calls: CallLog;
  /** Where the server listens, without a slash at the end. */
  url(): string;
}
