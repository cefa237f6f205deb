import type { CompanySetting, Services } from '#feature.ts';
import { numberInput } from '#slack/blocks/inputs.ts';
import { section } from '#slack/blocks/layout.ts';
import { closingModal, type ModalView } from '#slack/blocks/modal.ts';
import { radioInput } from '#slack/blocks/selects.ts';
import type { Action, Modal, ModalValues } from '#slack/routes.ts';
import type { RiskRules } from './risk.ts';
import { MOST_DAYS, MOST_PUSHES, readRules, RULES, Rules, rulesOf, saveRules } from './rules.ts';
import { rulesSentence, rulesShortly } from './sentences.ts';

const FORM = 'digest.rules';
const OPEN = 'digest.change_rules';
const [IDLE, PUSHES, STEP] = ['idle_days', 'pushes', 'next_step'];
const ALONE = 'alone';

/** Which deals need a look: an admin's form. */
export function rulesModal({ idleDays, pushes, nextStepAlone }: RiskRules): ModalView {
  return {
    id: FORM,
    title: 'Deals that need a look',
    submit: 'Save',
    close: 'Cancel',
    metadata: '',
    blocks: [
      numberInput({
        id: IDLE,
        label: 'Days without any activity',
        hint: 'A call, an e-mail, a meeting or a change of stage is activity.',
        min: 1,
        max: MOST_DAYS,
        initial: idleDays,
      }),
      numberInput({
        id: PUSHES,
        label: 'Times the close date went to a later month',
        min: 1,
        max: MOST_PUSHES,
        initial: pushes,
      }),
      radioInput({
        id: STEP,
        label: 'No next step',
        choices: [
          { value: 'beside', label: 'Said beside another reason' },
          { value: ALONE, label: 'Enough by itself' },
        ],
        initial: nextStepAlone ? ALONE : 'beside',
      }),
    ],
  };
}

export const rulesAction: Action<Services> = {
  id: OPEN,
  permission: 'installer',
  shows: ['D9'],
  async run({ services, openModal }) {
    await openModal(rulesModal(await readRules(services.store)));
    return undefined;
  },
};

/** The rules, for admins to see and to take back. */
export const rulesSetting: CompanySetting = {
  name: RULES,
  title: 'Deals that need a look',
  open: { action: OPEN, label: 'Deals that need a look' },
  words: (value) => rulesShortly(rulesOf(value)),
};

export const rulesForm: Modal<Services> = {
  id: FORM,
  permission: 'installer',
  shows: ['D9'],
  async submit({ services, actor, values, now }) {
    const rules = readForm(values);
    if ('errors' in rules) return { kind: 'errors', errors: rules.errors };
    await saveRules(services.store, rules, { by: actor.slackUserId, now });
    return {
      kind: 'update',
      view: closingModal(FORM, { title: 'Saved', blocks: [section(rulesSentence(rules))] }),
    };
  },
};

function readForm(values: ModalValues): RiskRules | { readonly errors: Readonly<Record<string, string>> } {
  const read = Rules.safeParse({
    idleDays: values[IDLE],
    pushes: values[PUSHES],
    nextStepAlone: values[STEP] === ALONE,
  });
  if (read.success) return read.data;
  const wrong = new Set(read.error.issues.map(({ path }) => path[0]));
  return {
    errors: {
      ...(wrong.has('idleDays') ? { [IDLE]: `Enter a whole number from 1 to ${MOST_DAYS}.` } : {}),
      ...(wrong.has('pushes') ? { [PUSHES]: `Enter a whole number from 1 to ${MOST_PUSHES}.` } : {}),
    },
  };
}
