import type { Feature } from '#feature.ts';
import { copyAction, editAction, pauseAction, resumeAction } from './actions.ts';
import { listCommand } from './command.ts';
import { homeSection } from './home.ts';

/** Everything that comes again and again, in one place: where, when next, and a button to try, change or pause it. */
export function schedules(others: readonly Feature[]): Feature {
  const lists = others.flatMap((feature) => feature.scheduled ?? []);
  return {
    name: 'schedules',
    summary: 'Every scheduled message in one list: try it, change it, pause it, resume it.',
    subcommands: [listCommand(lists)],
    actions: [copyAction(lists), editAction(lists), pauseAction(lists), resumeAction(lists)],
    home: homeSection(lists),
  };
}
