import { z } from 'zod';
import type { CompanySetting, Services } from '#feature.ts';
import {
  BOUNDS,
  type Bounds,
  boundsOf,
  FEWEST_A_DAY,
  MOST_A_DAY,
  readBounds,
  recentLoad,
  saveBounds,
} from '#governor/bounds.ts';
import { Refusal } from '#lib/errors.ts';
import { readJson } from '#lib/json.ts';
import { perWeekWords } from '#model/interruption.ts';
import { numberInput } from '#slack/blocks/inputs.ts';
import { section } from '#slack/blocks/layout.ts';
import { joinText } from '#slack/blocks/lines.ts';
import type { ModalView } from '#slack/blocks/modal.ts';
import { escapeText, mrkdwn } from '#slack/blocks/text.ts';
import type { Action, Modal, ModalValues } from '#slack/routes.ts';

const FORM = 'settings.company';
const CONFIRM = 'settings.company_confirm';
const OPEN = 'settings.open_company';
const WORKING_DAYS = 5;

const entry = { permission: 'installer', shows: ['D9'] } as const;

/** How many messages a day people may choose: an admin's form. */
export function companyModal({ least, most }: Bounds): ModalView {
  const number = (id: string, label: string, initial: number) =>
    numberInput({ id, label, min: FEWEST_A_DAY, max: MOST_A_DAY, initial });
  return {
    id: FORM,
    title: 'Limits for everybody',
    submit: 'See what it costs',
    close: 'Cancel',
    metadata: '',
    blocks: [
      number('least', 'The lowest limit a person may choose', least),
      number('most', 'The highest limit a person may choose', most),
    ],
  };
}

export const companyForm: Modal<Services> = {
  id: FORM,
  ...entry,
  async submit({ services, values, now }) {
    const bounds = readBoundsForm(values);
    if ('errors' in bounds) return { kind: 'errors', errors: bounds.errors };
    const [load, before] = await Promise.all([recentLoad(services.store, now), readBounds(services.store)]);
    return { kind: 'update', view: costModal(bounds, { load, before }) };
  },
};

export const companyConfirm: Modal<Services> = {
  id: CONFIRM,
  ...entry,
  async submit({ services, actor, metadata, now }) {
    const bounds = Checked.safeParse(readJson(metadata));
    if (!bounds.success)
      throw new Refusal('This form cannot be read any more.', 'Open it again with /attain settings company.');
    await saveBounds(services.store, bounds.data, { actor: actor.slackUserId, now });
    return { kind: 'close' };
  },
};

/** The form, opened by a button. */
export const openCompanyAction: Action<Services> = {
  id: OPEN,
  ...entry,
  async run({ services, openModal }) {
    await openModal(companyModal(await readBounds(services.store)));
    return undefined;
  },
};

/** The limits, for admins to see and to take back. */
export const boundsSetting: CompanySetting = {
  name: BOUNDS,
  title: 'Limits for everybody',
  open: { action: OPEN, label: 'Limits for everybody' },
  words(value) {
    const { least, most } = boundsOf(value);
    return `people choose from ${least} to ${most} messages a day, ${perWeekWords(most * WORKING_DAYS)} at most`;
  },
};

const limit = z.coerce.number().int().min(FEWEST_A_DAY).max(MOST_A_DAY);
const Checked = z.object({ least: limit, most: limit }).refine(({ least, most }) => least <= most);

function readBoundsForm(values: ModalValues): Bounds | { readonly errors: Readonly<Record<string, string>> } {
  const bounds = Checked.safeParse(values);
  if (bounds.success) return bounds.data;
  const words = `Enter whole numbers from ${FEWEST_A_DAY} to ${MOST_A_DAY}, this one not below the other.`;
  return { errors: { most: words } };
}

/** What the limits may cost each person, before they are kept. */
function costModal(
  bounds: Bounds,
  { load, before }: { readonly load: number | undefined; readonly before: Bounds },
): ModalView {
  const atMost = (of: Bounds) => escapeText(perWeekWords(of.most * WORKING_DAYS));
  const lately =
    load === undefined
      ? mrkdwn`Nobody was written to in the last four weeks.`
      : mrkdwn`In the last four weeks those who were written to got ${escapeText(perWeekWords(load))} on average.`;
  return {
    id: CONFIRM,
    title: 'What it costs',
    submit: 'Save',
    close: 'Cancel',
    metadata: JSON.stringify(bounds),
    blocks: [
      section(
        joinText([
          mrkdwn`A person who chooses the highest limit can get up to ${atMost(bounds)}; so far it is ${atMost(before)}.`,
          lately,
          mrkdwn`Nobody gets more than they choose, except answers to what they do themselves and what asks them to act.`,
        ]),
      ),
    ],
  };
}
