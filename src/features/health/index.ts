import type { Feature } from '#feature.ts';
import { decideAction, decideForm } from './decide.ts';
import { doubtPost, watchDoubts } from './doubt.ts';
import { homeSection, lookAction } from './home.ts';

/** How the product does, for admins: the data, the API, the work, the messages, and one next step each. */
export const health: Feature = {
  name: 'health',
  summary:
    'How Attain does, in Home, with one next step each; messages of unknown outcome are decided there.',
  actions: [lookAction, decideAction],
  modals: [decideForm],
  home: homeSection,
  posts: [doubtPost],
  schedules: [{ name: 'health.doubts', shows: ['D9'], run: watchDoubts }],
};
