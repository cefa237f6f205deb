import type { Feature, Services } from '#feature.ts';
import { readBounds } from '#governor/bounds.ts';
import { topicsOf } from '#governor/terms.ts';
import { Refusal } from '#lib/errors.ts';
import { mayUse } from '#model/access.ts';
import type { Topic } from '#model/attention.ts';
import type { CommandCall, Subcommand } from '#slack/routes.ts';
import { notUsefulAction, snoozeAction, snoozeHereAction, snoozeModalOf } from './buttons.ts';
import { boundsSetting, companyConfirm, companyForm, companyModal, openCompanyAction } from './company.ts';
import { chooseActions, notices } from './notices.ts';
import { ownSettings } from './own.ts';
import { readState } from './state.ts';
import { settingsModal } from './views.ts';

/** What a person gets and when: of the topics that the other features write about. */
export function settings(others: readonly Feature[]): Feature {
  const topics = topicsOf(others.flatMap((feature) => feature.posts ?? []));
  const own = ownSettings(topics);
  return {
    name: 'settings',
    summary: 'What each person gets and when: topics, quiet hours, a limit a day, pauses, a digest.',
    subcommands: [command(topics)],
    actions: [
      ...own.actions,
      notUsefulAction(topics),
      snoozeAction(topics),
      snoozeHereAction(topics),
      ...chooseActions(topics),
      openCompanyAction,
    ],
    modals: [own.modal, snoozeModalOf(topics), companyForm, companyConfirm],
    home: own.home,
    company: [boundsSetting],
    posts: notices(topics),
  };
}

function command(topics: readonly Topic[]): Subcommand<Services> {
  return {
    name: 'settings',
    summary: 'what you get and when; "settings company" is for admins: the limits for everybody',
    example: '/attain settings',
    permission: 'anyone',
    shows: [],
    async run(call) {
      await call.openModal(await viewFor(topics, call));
      return undefined;
    },
  };
}

async function viewFor(topics: readonly Topic[], call: CommandCall<Services>) {
  switch (call.text.trim().toLowerCase()) {
    case '':
      return settingsModal(await readState(topics, call));
    case 'company':
      if (!mayUse(call.actor, 'installer'))
        throw new Refusal(
          'Only an admin of Attain sets the limits for everybody.',
          'Your own: /attain settings.',
        );
      return companyModal(await readBounds(call.services.store));
    default:
      throw new Refusal(`I cannot read "${call.text}" after settings.`, 'Try /attain settings.');
  }
}
