import type { CompanySetting, Services } from '#feature.ts';
import { loadOf } from '#governor/bounds.ts';
import { mayUse } from '#model/access.ts';
import { CHANGE } from '#outbox/personal-footer.ts';
import { actions, type ButtonSpec } from '#slack/blocks/button.ts';
import { section } from '#slack/blocks/layout.ts';
import { joinText } from '#slack/blocks/lines.ts';
import type { Message } from '#slack/blocks/message.ts';
import { mrkdwn } from '#slack/blocks/text.ts';
import type { Action, Modal, Subcommand } from '#slack/routes.ts';
import {
  readRulesForm,
  RULES,
  RULES_FORM,
  rulesLines,
  rulesModal,
  rulesSavedModal,
  rulesShortly,
} from './form.ts';
import { TOPICS } from './kinds.ts';
import { NUDGE_RULES, readRules, type Rules, rulesOf, saveRules } from './rules.ts';

/** What people are told about their quotas and by which numbers. */
export const nudgesCommand: Subcommand<Services> = {
  name: 'nudges',
  summary: 'when you hear about your quota; an admin changes the numbers there',
  example: '/attain nudges',
  permission: 'linked',
  shows: [],
  async run({ services, actor }) {
    return rulesMessage(await readRules(services.store), mayUse(actor, 'installer'));
  },
};

export const rulesAction: Action<Services> = {
  id: RULES,
  permission: 'installer',
  shows: ['D9'],
  async run({ services: { store }, now, openModal }) {
    const topics = Object.values(TOPICS).map(({ id }) => id);
    await openModal(rulesModal(await readRules(store), await loadOf(store, { topics, now })));
    return undefined;
  },
};

export const rulesForm: Modal<Services> = {
  id: RULES_FORM,
  permission: 'installer',
  shows: ['D9'],
  async submit({ services, actor, values, now }) {
    const rules = readRulesForm(values);
    if ('errors' in rules) return { kind: 'errors', errors: rules.errors };
    await saveRules(services.store, rules, { actor: actor.slackUserId, now });
    return { kind: 'update', view: rulesSavedModal(rules) };
  },
};

/** The rules, for admins to see and to take back. */
export const rulesSetting: CompanySetting = {
  name: NUDGE_RULES,
  title: 'Quota nudges',
  open: { action: RULES, label: 'Quota nudges' },
  words: (value) => rulesShortly(rulesOf(value)),
};

function rulesMessage(rules: Rules, isAdmin: boolean): Message {
  const text = joinText([
    mrkdwn`*You hear about your quotas, privately and once each:*`,
    ...rulesLines(rules).map((line) => mrkdwn`• ${line}`),
    mrkdwn`Never while you are on leave. Your manager hears of none of it; whoever leads a team can ask for a summary of it in their settings.`,
  ]);
  const change: ButtonSpec = { action: CHANGE, label: 'Change what I get' };
  const rule: ButtonSpec = { action: RULES, label: 'Change the rules for everybody' };
  return { text, blocks: [section(text), isAdmin ? actions(change, rule) : actions(change)] };
}
