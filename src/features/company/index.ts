import type { Feature } from '#feature.ts';
import { homeSection } from './home.ts';
import { historyAction, undoForm } from './undo.ts';

/** The settings that hold for everybody: what they are, who changed what and when, and taking a change back. */
export function company(others: readonly Feature[]): Feature {
  const settings = others.flatMap((feature) => feature.company ?? []);
  return {
    name: 'company',
    summary: 'Settings of the company in Home: who changed what and when, and taking a change back.',
    actions: [historyAction(settings)],
    modals: [undoForm(settings)],
    home: homeSection(settings),
  };
}
