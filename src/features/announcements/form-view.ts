import type { Day } from '#lib/days.ts';
import { hourLabel } from '#lib/weekly.ts';
import { dateInput, textInput } from '#slack/blocks/inputs.ts';
import { section } from '#slack/blocks/layout.ts';
import type { ModalView } from '#slack/blocks/modal.ts';
import { channelsInput, manyInput, radioInput, selectInput } from '#slack/blocks/selects.ts';
import { escapeText, mrkdwn } from '#slack/blocks/text.ts';
import { type Draft, EVERYBODY, type Words } from './announcement.ts';
import type { Choices } from './audience.ts';
import { FIELDS, LONGEST, MEANINGS, MOST_CHANNELS } from './draft.ts';

export const FORM = 'announcements.form';

const MOST_CHOICES = 99;
const HOURS = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: hourLabel(hour) }));
const DEFAULT_HOUR = 9;

/** What a form begins with. */
export interface FormStart {
  readonly draft: Draft | undefined;
  readonly choices: Choices;
  readonly today: Day;
  /** Whether something was written for single roles or teams. */
  readonly hasMeanings: boolean;
  /** What whoever sent it back wrote. */
  readonly sentBack?: string | undefined;
  /** Which draft it changes or which announcement it corrects. */
  readonly metadata: string;
}

/** The form in which a change is written. */
export function formModal(start: FormStart): ModalView {
  const { sentBack, metadata } = start;
  const remark = sentBack ? [section(mrkdwn`Sent back: ${escapeText(sentBack, 500)}`)] : [];
  return {
    id: FORM,
    title: 'Announce a change',
    submit: 'Save and preview',
    close: 'Cancel',
    metadata,
    blocks: [...remark, ...wordInputs(start), ...audienceInputs(start), ...timeInputs(start)],
  };
}

function wordInputs({ draft }: FormStart) {
  const part = (id: keyof Words, label: string, optional = true) =>
    textInput({
      id: FIELDS[id],
      label,
      optional,
      multiline: true,
      maxLength: LONGEST.part,
      ...initial(draft?.[id]),
    });
  return [
    textInput({
      id: FIELDS.title,
      label: 'The change in one sentence',
      hint: 'What people read first: "From December on we sell to hospitals before schools."',
      maxLength: LONGEST.title,
      ...initial(draft?.title),
    }),
    part('why', 'Why', false),
    part('priorities', 'What becomes a priority', false),
    part('targeting', 'What changes in targeting'),
    part('positioning', 'What changes in positioning'),
    part('process', 'What changes in process'),
    textInput({
      id: FIELDS.questions,
      label: 'Questions you expect, with answers',
      optional: true,
      multiline: true,
      maxLength: LONGEST.questions,
      ...initial(draft?.questions),
    }),
    dateInput({
      id: FIELDS.effectiveOn,
      label: 'In force from',
      ...(draft ? { initial: draft.effectiveOn.toString() } : {}),
    }),
  ];
}

/** Slack wants no choice at all where there is nothing to choose from. */
function audienceInputs({ draft, choices, hasMeanings }: FormStart) {
  const roles = [{ id: EVERYBODY, name: 'Everybody' }, ...choices.roles].slice(0, MOST_CHOICES);
  const teams = choices.teams.slice(0, MOST_CHOICES);
  const choice = ({ id, name }: { readonly id: string; readonly name: string }) => ({
    value: id,
    label: name,
  });
  return [
    manyInput({
      id: FIELDS.roles,
      label: 'Roles that get it as a direct message',
      optional: true,
      choices: roles.map(choice),
      initial: draft?.audience.roles ?? [],
    }),
    ...(teams.length === 0
      ? []
      : [
          manyInput({
            id: FIELDS.teams,
            label: 'Teams that get it as a direct message, by manager',
            optional: true,
            choices: teams.map(choice),
            initial: draft?.audience.teams ?? [],
          }),
        ]),
    channelsInput({
      id: FIELDS.channels,
      label: 'Channels in which it is posted',
      hint: 'Attain has to be a member of the channel.',
      optional: true,
      most: MOST_CHANNELS,
      initial: draft?.audience.channels ?? [],
    }),
    radioInput({
      id: FIELDS.meanings,
      label: 'What it means for single roles or teams',
      choices: [
        { value: MEANINGS.same, label: 'All read the same' },
        { value: MEANINGS.some, label: 'Write something for some of them next' },
      ],
      initial: hasMeanings ? MEANINGS.some : MEANINGS.same,
    }),
  ];
}

function timeInputs({ draft, today }: FormStart) {
  return [
    dateInput({ id: FIELDS.sendOn, label: 'Send on', initial: (draft?.sendOn ?? today).toString() }),
    selectInput({
      id: FIELDS.sendHour,
      label: 'At, where each reader is',
      hint: 'Outside of their hours it waits until they are back.',
      choices: HOURS,
      initial: String(draft?.sendHour ?? DEFAULT_HOUR),
    }),
  ];
}

function initial(text: string | undefined): { readonly initial?: string } {
  return text ? { initial: text } : {};
}
