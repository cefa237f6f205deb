import type { Feature } from '#feature.ts';
import { celebrateCommand, removeAction } from './commands.ts';
import { chooseActions, choiceSection, keepAction, tellAction } from './consent.ts';
import { countedAction } from './counted.ts';
import { heedFacts } from './gather.ts';
import { holdings, migrations } from './migrations.ts';
import { wonPosts } from './posts.ts';
import { heedQuotas } from './quota-look.ts';
import { quotaPosts } from './quota-posts.ts';
import { scheduledCelebrations } from './scheduled.ts';
import { setupAction, setupForm, setupPreview } from './setup.ts';

/** Won deals, celebrated where a channel asked for it; other features say who may be named in a channel. */
export function celebrations(features: readonly Feature[]): Feature {
  const sources = features.flatMap(({ mayBeNamed }) => mayBeNamed ?? []);
  return {
    name: 'celebrations',
    summary: 'Won deals and quotas reached, celebrated once in the channels that asked for it.',
    subcommands: [celebrateCommand],
    actions: [setupAction, removeAction, countedAction, tellAction, keepAction, ...chooseActions],
    modals: [setupForm, setupPreview],
    home: choiceSection,
    posts: [...wonPosts(sources), ...quotaPosts(sources)],
    scheduled: [scheduledCelebrations],
    async onFacts(services, facts) {
      await heedFacts(services, facts);
      await heedQuotas(services, facts, sources);
    },
    migrations,
    holdings,
  };
}
