import type { Feature } from '#feature.ts';
import { ownSection } from './own.ts';
import { sourcesOf } from './sources.ts';
import { teamSection } from './team.ts';

/** App Home for whoever sells and whoever leads: what is next, what was agreed, what is coming, whom to help first. */
export function home(others: readonly Feature[]): Feature {
  const sources = sourcesOf(others);
  return {
    name: 'home',
    summary: 'Home: your place, your next step, what is agreed and what is coming; for managers their team.',
    home: ownSection(sources),
    furtherHome: [teamSection(sources)],
  };
}
