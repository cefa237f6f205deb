import type { LocalSlackOptions } from '#sandbox/slack/options.ts';

const people = [
  ['U0INGRID', 'ingrid', 'Ingrid Solberg', 'VP Sales', 'Europe/Oslo'],
  ['U0MARCUS', 'marcus', 'Marcus Webb', 'Sales manager, East', 'America/New_York'],
  ['U0PRIYA', 'priya', 'Priya Raman', 'Account executive', 'America/New_York'],
  ['U0TOMAS', 'tomas', 'Tomás Vidal', 'Account executive', 'America/Chicago'],
  ['U0YUKI', 'yuki', 'Yuki Tanaka', 'Account executive', 'Asia/Tokyo'],
] as const;

const everyone = people.map(([id]) => id);

/** The workspace of a local Slack that is started alone, without a company behind it. */
export const SMALL_TEAM: Pick<LocalSlackOptions, 'team' | 'people' | 'channels' | 'installer'> = {
  team: { id: 'T0LOCAL', name: 'Local Team' },
  people: people.map(([id, name, realName, title, timeZone]) => {
    return { id, name, realName, title, timeZone, email: `${name}@example.com` };
  }),
  channels: [
    { id: 'C0GENERAL', name: 'general', topic: 'For everyone', members: everyone },
    { id: 'C0SALES', name: 'sales', topic: 'Deals and boards', members: everyone },
    { id: 'G0LEADERS', name: 'leaders', isPrivate: true, members: everyone.slice(0, 2), hasApp: false },
  ],
  installer: 'U0INGRID',
};
