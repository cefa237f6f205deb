import { context, section } from '#slack/blocks/layout.ts';
import { textInput } from '#slack/blocks/inputs.ts';
import type { ModalView } from '#slack/blocks/modal.ts';
import { mrkdwn } from '#slack/blocks/text.ts';
import type { ModalValues } from '#slack/routes.ts';
import type { Announcement } from './announcement.ts';
import type { Choices } from './audience.ts';
import { LONGEST_MEANING, type Meaning, type Part, partsOf } from './meaning.ts';

export const MEANINGS_FORM = 'announcements.meanings';

/** Asks for each part of the audience what the change means for it; with what was written before. */
export function meaningsModal(
  { id, audience }: Announcement,
  { choices, written }: { readonly choices: Choices; readonly written: readonly Meaning[] },
): ModalView {
  return {
    id: MEANINGS_FORM,
    title: 'What it means for some',
    submit: 'Save and preview',
    close: 'Keep as draft',
    metadata: String(id),
    blocks: [
      section(
        mrkdwn`What it means for one role or team. Only they read it, in their direct message; everybody else reads what you wrote for all.`,
      ),
      ...partsOf(audience).map((part) => {
        const before = written.find((one) => inputId(one) === inputId(part))?.words;
        return textInput({
          id: inputId(part),
          label: partName(part, choices),
          optional: true,
          multiline: true,
          maxLength: LONGEST_MEANING,
          ...(before === undefined ? {} : { initial: before }),
        });
      }),
      context(mrkdwn`What you leave empty is not said.`),
    ],
  };
}

/** Reads what was written for parts of the audience; what is too long is said next to its field. */
export function readMeaningsForm(
  values: ModalValues,
  { audience }: Pick<Announcement, 'audience'>,
): readonly Meaning[] | { readonly errors: Readonly<Record<string, string>> } {
  const written = partsOf(audience).map((part) => {
    const value = values[inputId(part)];
    return { ...part, words: typeof value === 'string' ? value.trim() : '' };
  });
  const long = written.filter(({ words }) => Array.from(words).length > LONGEST_MEANING);
  if (long.length > 0)
    return {
      errors: Object.fromEntries(
        long.map((one) => [inputId(one), `Say it in at most ${LONGEST_MEANING} characters.`]),
      ),
    };
  return written.filter(({ words }) => words !== '');
}

/** "In the role Account Executive" */
export function partName({ kind, partId }: Part, { roles, teams }: Choices): string {
  const name = (kind === 'role' ? roles : teams).find(({ id }) => id === partId)?.name;
  return kind === 'role'
    ? `In the role ${name ?? 'that is gone'}`
    : `In the team of ${name ?? 'somebody who has left'}`;
}

function inputId({ kind, partId }: Part): string {
  return `meaning_${kind}_${partId}`;
}
