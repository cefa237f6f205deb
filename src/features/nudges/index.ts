import type { Feature } from '#feature.ts';
import { nudgesCommand, rulesAction, rulesForm, rulesSetting } from './commands.ts';
import { heedFacts } from './facts.ts';
import { holdings, migrations } from './migrations.ts';
import { morningSchedule } from './morning.ts';
import { nudgePosts } from './posts.ts';
import { summaryPost } from './summary.ts';

/** Tells people privately what they reached of their quotas and what is left, each once. */
export const nudges: Feature = {
  name: 'nudges',
  summary: 'Private messages about quotas: what is reached, what is left, and what named deals would close.',
  subcommands: [nudgesCommand],
  actions: [rulesAction],
  modals: [rulesForm],
  posts: [...nudgePosts, summaryPost],
  schedules: [morningSchedule],
  company: [rulesSetting],
  onFacts: heedFacts,
  migrations,
  holdings,
};
