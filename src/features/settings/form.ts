import { z } from 'zod';
import type { Choices } from '#governor/choices.ts';
import type { Bounds } from '#governor/bounds.ts';
import { type Day, isBefore } from '#lib/days.ts';
import { ALL_TOPICS, type Topic, TOPIC_MODES, type TopicMode } from '#model/attention.ts';
import type { Minutes } from '#model/work-calendar.ts';
import type { ModalValues } from '#slack/routes.ts';

export const QUIET_FROM = 'quiet_from';
export const QUIET_TO = 'quiet_to';
export const BUDGET = 'budget';
export const PAUSE = 'pause';

/** The field of a topic. */
export const fieldOf = ({ id }: Topic): string => `topic_${id}`;

/** What is to be kept after a person submitted the form: only what they changed. */
export interface Changes {
  readonly hours: { readonly quiet: Minutes; readonly budget: number };
  readonly modes: readonly { readonly topic: string; readonly mode: TopicMode }[];
  /** The new end of the pause of everything; null takes it back, undefined leaves it. */
  readonly pause: Day | null | undefined;
}

export type ReadForm =
  | { readonly kind: 'changes'; readonly changes: Changes }
  | { readonly kind: 'errors'; readonly errors: Readonly<Record<string, string>> };

interface Known {
  readonly topics: readonly Topic[];
  readonly choices: Choices;
  readonly bounds: Bounds;
  /** Where the person is. */
  readonly today: Day;
}

/** Reads the submitted form; every mistake is said next to its field, all at once. */
export function readForm(values: ModalValues, known: Known): ReadForm {
  const form = formOf(known).safeParse(values);
  if (!form.success) {
    const errors = form.error.issues.toReversed().map(({ path, message }) => [String(path[0]), message]);
    return { kind: 'errors', errors: Object.fromEntries(errors) };
  }
  const { topics, choices } = known;
  const modes = topics.flatMap((topic) => {
    const mode = Mode.safeParse(values[fieldOf(topic)]);
    const isNew = mode.success && mode.data !== (choices.modes.get(topic.id) ?? topic.startsAs);
    return isNew ? [{ topic: topic.id, mode: mode.data }] : [];
  });
  const { quiet_from: from, quiet_to: to, budget, pause } = form.data;
  return {
    kind: 'changes',
    changes: { hours: { quiet: { from, to }, budget }, modes, pause: changeOfPause(pause, choices) },
  };
}

const Mode = z.enum(TOPIC_MODES);

function formOf({ bounds, today }: Known) {
  const { least, most } = bounds;
  const range = `Enter a whole number from ${least} to ${most}.`;
  return z.object({
    [QUIET_FROM]: minuteOf,
    [QUIET_TO]: minuteOf,
    [BUDGET]: z
      .string({ error: range })
      .trim()
      .refine((text) => /^\d{1,3}$/.test(text) && Number(text) >= least && Number(text) <= most, range)
      .transform(Number),
    [PAUSE]: z.iso
      .date()
      .transform((text) => Temporal.PlainDate.from(text))
      .refine((day) => isBefore(today, day), 'Choose a day after today, or none.')
      .nullish(),
  });
}

const minuteOf = z
  .string({ error: 'Choose a time.' })
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Choose a time.')
  .transform((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)));

function changeOfPause(pause: Day | null | undefined, { snoozes }: Choices): Day | null | undefined {
  const before = snoozes.get(ALL_TOPICS);
  if (pause && before?.equals(pause)) return undefined;
  return pause ?? (before ? null : undefined);
}
