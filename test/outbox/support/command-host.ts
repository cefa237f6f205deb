import { parseConfig } from '#config.ts';
import type { Host } from '#cli/host.ts';
import { silentLog } from '#lib/log.ts';
import type { OutboxWorld } from './outbox-world.ts';

const notHere = () => Promise.reject(new Error('this command needs neither Slack nor Salesforce'));

/** What the command line opens, with nothing behind it but an outbox. */
export function commandHost({ store, clock, outbox }: OutboxWorld): Host {
  return {
    config: parseConfig({}),
    services: {
      store,
      clock,
      log: silentLog,
      outbox,
      directory: { byEmail: notHere, everyone: notHere, profileOf: notHere },
    },
    reader: { pull: notHere, hurry: () => undefined, connection: notHere },
    catchUp: () => Promise.resolve(),
    clock: undefined,
    queue: undefined,
  };
}
