import { elementsIn } from '#sandbox/slack/app/elements.ts';
import type { PlainValue } from '#sandbox/slack/app/entries.ts';
import type { LocalSlack } from '#sandbox/slack/local-slack.ts';
import type { Message } from '#sandbox/slack/workspace/message.ts';
import { type Reaction, reactionTo } from './temper.ts';

/** The hands and eyes of one person. */
export interface Person {
  readonly id: string;
  readonly number: number;
  readonly timeZone: string;
}

/** Minutes after midnight between which people look at Slack. */
const FROM_HOUR = 9;
const TO_HOUR = 17;

/** Everybody's desk: who looks when, how far each has read, and what each does with what is there. */
export function createDesks(slack: LocalSlack, people: readonly Person[]) {
  const read = new Map<string, number>();
  let done = 0;
  return {
    /** How often somebody did something. */
    done: () => done,
    /** Everyone who is at work at `now` reads what is new and does something about it, or nothing. */
    async look(now: Temporal.Instant): Promise<void> {
      for (const person of people) {
        const local = now.toZonedDateTimeISO(person.timeZone);
        if (local.dayOfWeek > 5 || local.hour < FROM_HOUR || local.hour >= TO_HOUR) continue;
        const all = slack.direct(person.id);
        const fresh = all.slice(read.get(person.id) ?? 0);
        read.set(person.id, all.length);
        for (const { ts } of fresh) {
          // As it stands now: what somebody else did with theirs may have changed this one.
          const message = slack.direct(person.id).find((one) => one.ts === ts);
          if (message === undefined) continue;
          const buttons = elementsIn(message.blocks).map(({ element }) => element.action_id);
          const today = local.toPlainDate();
          const reaction = reactionTo({ person: person.number, ts: message.ts, buttons, today });
          if (reaction === undefined) continue;
          await react(slack, person.id, { message, reaction });
          done++;
        }
      }
    },
  };
}

async function react(
  slack: LocalSlack,
  who: string,
  { message, reaction: { press, form, looks } }: { readonly message: Message; readonly reaction: Reaction },
): Promise<void> {
  const said = slack.ephemeral(who).length;
  await slack.click(who, { action: press, message: message.ts });
  const seen = await slack.until(
    () =>
      slack.views(who).length > 0 ? 'window' : slack.ephemeral(who).length > said ? 'answer' : undefined,
    { what: `what ${press} does` },
  );
  if (seen === 'answer') return;
  if (looks || form === undefined) await slack.closeView(who);
  else await fill(slack, who, form);
}

/** Submits the window that is open, and closes what it says. @throws Error where the form is refused. */
export async function fill(
  slack: LocalSlack,
  who: string,
  values: Readonly<Record<string, PlainValue>>,
): Promise<void> {
  const submission = await slack.submit(who, { values });
  if (submission.result === 'errors' || submission.result === 'failed')
    throw new Error(`a form was refused: ${JSON.stringify(submission)}`);
  while (slack.views(who).length > 0) await slack.closeView(who);
}
