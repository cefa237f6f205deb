import { z } from 'zod';
import type { Services } from '#feature.ts';
import { hourLabel } from '#lib/weekly.ts';
import { section } from '#slack/blocks/layout.ts';
import { closingModal, type ModalView } from '#slack/blocks/modal.ts';
import { radioInput, selectInput } from '#slack/blocks/selects.ts';
import { escapeText, mrkdwn } from '#slack/blocks/text.ts';
import type { Modal } from '#slack/routes.ts';
import { saveWishes, type Wishes } from './readers-store.ts';

const FORM = 'digest.own';
const [DAY, HOUR, STILL] = ['weekday', 'hour', 'still'];
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const ALWAYS = 'always';
const MOVED = 'moved';

/** When somebody's own digest comes, and whether it comes in weeks in which nothing moved. */
export function ownModal({ weekday, hour, skipsStill }: Wishes): ModalView {
  return {
    id: FORM,
    title: 'Weekly digest',
    submit: 'Save',
    close: 'Cancel',
    metadata: '',
    blocks: [
      selectInput({
        id: DAY,
        label: 'Day',
        hint: 'On a day off where you are it comes on the next working day.',
        choices: WEEKDAYS.map((label, index) => ({ value: String(index + 1), label })),
        initial: String(weekday),
      }),
      selectInput({
        id: HOUR,
        label: 'Hour',
        hint: 'On the clock of your Slack profile, and not before your quiet hours end.',
        choices: Array.from({ length: 24 }, (_, at) => ({ value: String(at), label: hourLabel(at) })),
        initial: String(hour),
      }),
      radioInput({
        id: STILL,
        label: 'When nothing moved',
        choices: [
          { value: ALWAYS, label: 'Say so in one line' },
          { value: MOVED, label: 'Send nothing' },
        ],
        initial: skipsStill ? MOVED : ALWAYS,
      }),
    ],
  };
}

const Form = z
  .object({
    weekday: z.coerce.number().int().min(1).max(7),
    hour: z.coerce.number().int().min(0).max(23),
    still: z.enum([ALWAYS, MOVED]),
  })
  .transform(({ weekday, hour, still }): Wishes => ({ weekday, hour, skipsStill: still === MOVED }));

export const ownForm: Modal<Services> = {
  id: FORM,
  permission: 'linked',
  shows: [],
  async submit({ services, actor, values, now }) {
    const form = Form.safeParse(values);
    if (!form.success) {
      const errors = form.error.issues.map(({ path }) => [String(path[0]), 'Choose one.']);
      return { kind: 'errors', errors: Object.fromEntries(errors) };
    }
    await saveWishes(services.store, actor.slackUserId, { wishes: form.data, now });
    return { kind: 'update', view: savedModal(form.data) };
  },
};

function savedModal({ weekday, hour, skipsStill }: Wishes): ModalView {
  const still = skipsStill ? mrkdwn` When nothing moved, none comes.` : mrkdwn``;
  const when = escapeText(`${WEEKDAYS[weekday - 1] ?? ''} at ${hourLabel(hour)}`);
  return closingModal(FORM, {
    title: 'Saved',
    blocks: [
      section(
        mrkdwn`Your weekly digest comes on ${when} where you are.${still} \`/attain settings\` turns it off.`,
      ),
    ],
  });
}
