import type { Feature } from '#feature.ts';
import { checklistPost, keepChecklist } from './checklist.ts';
import { fieldsAction, fieldsModalEntry, fieldsStep } from './fields.ts';
import { greeting } from './greet.ts';
import { inviteAction, inviteForm, invitePost, inviteStep } from './invite.ts';
import { readSteps } from './steps.ts';
import { checklistMessage } from './views.ts';

/** The first day: a checklist for who installed the app, made of the steps that the features contribute. */
export function onboarding(others: readonly Feature[]): Feature {
  const steps = [...others.flatMap((feature) => feature.setup ?? []), fieldsStep, inviteStep];
  return {
    name: 'onboarding',
    summary:
      'One checklist for the installer, kept up to date; nothing else is posted until somebody asks for it.',
    subcommands: [
      {
        name: 'setup',
        summary: 'the steps of setting Attain up, to be done or done again; for admins',
        example: '/attain setup',
        permission: 'installer',
        shows: ['D9'],
        run: async ({ services }) => checklistMessage(await readSteps(services, steps)),
      },
    ],
    actions: [fieldsAction, inviteAction],
    modals: [fieldsModalEntry, inviteForm],
    home: greeting,
    posts: [checklistPost(steps), invitePost],
    schedules: [
      {
        name: 'onboarding.checklist',
        shows: ['D9'],
        run: (services, now) => keepChecklist(services, { steps, now }),
      },
    ],
  };
}
