import { SETTINGS } from '#config-settings.ts';
import type { Config } from '#config.ts';
import type { Check } from './check.ts';

/** Every setting: whether it is set, and what holds if it is not. Secrets are never shown. */
export function settingChecks(config: Config, isSet: (name: string) => boolean): readonly Check[] {
  const runtime: Check = {
    name: 'Node',
    state: 'right',
    says: process.version,
  };
  const sides: Check = {
    name: 'Sides',
    state: 'note',
    says: `${config.slack ? 'a configured Slack' : 'the local Slack'}, ${config.salesforce ? 'a configured Salesforce' : 'the local Salesforce'}`,
  };
  const settings = SETTINGS.map(
    (setting): Check =>
      isSet(setting.name)
        ? { name: setting.name, state: 'right', says: 'set' }
        : { name: setting.name, state: 'note', says: `not set: ${setting.otherwise}` },
  );
  return [runtime, sides, ...settings];
}
