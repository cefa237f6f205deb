import type { Feature, Services } from '#feature.ts';
import { Refusal } from '#lib/errors.ts';
import type { Entry } from '#model/access.ts';
import { metricContext } from '#metrics/context.ts';
import type { Message } from '#slack/blocks/message.ts';
import type { Action, ActionCall, CommandCall } from '#slack/routes.ts';
import { mrkdwn } from '#slack/blocks/text.ts';
import { acceptQuotas } from './accept.ts';
import { ACTIONS } from './ids.ts';
import { importAction, importForm, importPreview } from './import-form.ts';
import { compareMine, lookAtMine, lookAtTeam, longest, ownQuotas } from './look.ts';
import { daysSetting } from './days-setting.ts';
import { holdings, migrations } from './migrations.ts';
import { decidedPost, proposedPost } from './posts.ts';
import { aloneAction, aloneForm, decideAction, lookAtChanges, lookAtWaiting, takeBack } from './review.ts';
import { isAdmin, personOf } from './rights.ts';
import { setAction, setForm, setPreview } from './set.ts';
import { quotasStep } from './setup-step.ts';
import { spreadAction, spreadForm, spreadPreview } from './spread-form.ts';
import { splitAction, splitForm, splitPreview } from './split-form.ts';

const OWN: Entry = { permission: 'linked', shows: ['D9'] };
const ADMIN: Entry = { permission: 'installer', shows: ['D9'] };

/** Quotas: versions, plans and their parts, proposals and acceptance. */
export const quotas: Feature = {
  name: 'quotas',
  summary: 'Quotas with versions: set, imported, split, proposed, accepted, compared, taken back.',
  subcommands: [
    {
      name: 'quotas',
      summary: "your quotas and your team's: accept, compare, set, import, split",
      example: '/attain quotas',
      permission: 'anyone',
      shows: ['D2', 'D9'],
      run: command,
    },
  ],
  actions: [
    show(ACTIONS.mine, OWN, (call) => lookAtMine(call)),
    show(ACTIONS.team, OWN, (call) => lookAtTeam(call, '')),
    show(ACTIONS.compare, { ...OWN, shows: ['D2', 'D9'] }, compareMine),
    show(ACTIONS.accept, OWN, accept),
    show(ACTIONS.waiting, { ...OWN, permission: 'anyone' }, lookAtWaiting),
    show(ACTIONS.changes, ADMIN, lookAtChanges),
    show(ACTIONS.takeBack, ADMIN, takeBack),
    decideAction(ACTIONS.approve, true),
    decideAction(ACTIONS.reject, false),
    aloneAction,
    setAction,
    importAction,
    splitAction,
    spreadAction,
  ],
  modals: [
    setForm,
    setPreview,
    importForm,
    importPreview,
    splitForm,
    splitPreview,
    spreadForm,
    spreadPreview,
    aloneForm,
  ],
  posts: [proposedPost, decidedPost],
  setup: [quotasStep],
  migrations,
  company: [daysSetting],
  holdings,
};

function show(
  id: string,
  { permission, shows }: Entry,
  run: (call: ActionCall<Services>) => Promise<Message>,
): Action<Services> {
  return { id, permission, shows, run };
}

/** `/attain quotas`, `/attain quotas team 2026-Q4`, `/attain quotas compare`. */
async function command(call: CommandCall<Services>): Promise<Message> {
  if (!isAdmin(call.actor)) personOf(call.actor);
  const [word = '', ...rest] = call.text.split(/\s+/);
  switch (word.toLowerCase()) {
    case '':
    case 'mine':
      return lookAtMine(call);
    case 'team':
      return lookAtTeam(call, rest.join(' '));
    case 'compare':
      return compareMine(call);
    default:
      throw new Refusal(
        `"${call.text}" is nothing I can do with quotas.`,
        'Try /attain quotas, /attain quotas team 2026-Q4, or /attain quotas compare.',
      );
  }
}

async function accept(call: ActionCall<Services>): Promise<Message> {
  const { services, actor, now, value } = call;
  const context = await metricContext(services.store, now);
  const own = await ownQuotas(context, actor, longest(context));
  const count = await acceptQuotas(services.store, value, { own, by: actor.slackUserId, now });
  return lookAtMine(call, count === 1 ? mrkdwn`Accepted.` : mrkdwn`${count} quotas accepted.`);
}
