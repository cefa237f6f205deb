import type { Feature } from '#feature.ts';
import { askAction, handledAction } from './acts.ts';
import { comingDigest } from './coming.ts';
import { digestCommand } from './commands.ts';
import { holdings, migrations } from './migrations.ts';
import { ownForm } from './own.ts';
import { weeklyPosts } from './posts.ts';
import { runDueDigests } from './schedule.ts';
import { pauseSetting, scheduledDigests } from './scheduled.ts';
import { rulesAction, rulesForm, rulesSetting } from './setup.ts';
import { dealsToLookAt } from './to-look-at.ts';

/** One message a week to whoever leads: where the team stands, what moved, what needs a look, what is due. */
export function digest(others: readonly Feature[]): Feature {
  const sources = others.flatMap(({ commitments }) => (commitments ? [commitments] : []));
  return {
    name: 'digest',
    summary: 'Once a week, where the team stands, who moved, which deals need a look and what is due.',
    subcommands: [digestCommand(sources)],
    actions: [askAction, handledAction, rulesAction],
    modals: [ownForm, rulesForm],
    posts: weeklyPosts(sources),
    company: [rulesSetting, pauseSetting],
    scheduled: [scheduledDigests(sources)],
    schedules: [{ name: 'digest.weekly', shows: ['D2', 'D3', 'D5', 'D8'], run: runDueDigests }],
    dealsToLookAt,
    coming: comingDigest,
    migrations,
    holdings,
  };
}
