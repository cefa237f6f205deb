import type { ApiCall } from '#sandbox/slack/api/call-log.ts';
import type { SocketHub } from '#sandbox/slack/app/socket.ts';
import type { Grant, Switchable } from '#sandbox/slack/core.ts';
import type { Driver } from '#sandbox/slack/driver.ts';
import type { Faults } from '#sandbox/slack/faults.ts';
import type { AppIdentity, Limits } from '#sandbox/slack/options.ts';
import type { Rules } from '#sandbox/slack/rules/rules.ts';

/** A running local Slack: its addresses for the app, its hands for people, its switches for tests. */
export interface LocalSlack extends Driver {
  /** `http://127.0.0.1:PORT`, where the page is. */
  readonly url: string;
  /** What `SLACK_API_URL` should be: `${url}/api/`. */
  readonly apiUrl: string;
  readonly app: AppIdentity;
  readonly botToken: string;
  readonly appToken: string;
  readonly faults: Faults;
  readonly socket: Pick<SocketHub, 'connections' | 'disconnect'>;
  /** Change it to withdraw scopes or revoke the tokens while the app runs. */
  readonly grant: Grant;
  /** Switch a rule off, or tighten its numbers, while the app runs. */
  readonly rules: Switchable<Rules>;
  readonly limits: Switchable<Limits>;
  /** The Web API calls made so far, oldest first. */
  calls(method?: string): readonly ApiCall[];
  close(): Promise<void>;
}
