import { managersOf } from '#access/managers.ts';
import { type Actor, decideFigures } from '#model/access.ts';
import { decisionWords } from '#model/policy/words.ts';
import { companyToday } from '#metrics/today.ts';
import type { MetricContext } from '#metrics/context.ts';
import { type Message, note } from '#slack/blocks/message.ts';
import { escapeText, mrkdwn } from '#slack/blocks/text.ts';
import { readAsk } from './ask.ts';
import { findReadable, type Named } from './people.ts';
import { vocabularyOf } from './vocabulary.ts';

const NOBODY = '';

/**
 * Which rule lets the asker read somebody's figures, or does not. Of somebody they may not read the answer is that for
 * a colleague, and the same where nobody answers to the name: it tells nothing about who there is.
 */
export async function whyAccess(context: MetricContext, actor: Actor, words: string): Promise<Message> {
  const company = companyToday(context);
  const named = whoIn(context, words);
  const [person, ...others] = await findReadable(company, actor, named);
  if (person === undefined || others.length > 0) {
    const refusal = decideFigures(actor, NOBODY, []);
    return note(
      mrkdwn`You may not read figures under that name, or it is not clear whose they are. ${escapeText(decisionWords(refusal), 400)}`,
    );
  }
  const managers = await managersOf(company, [person.id]);
  const decision = decideFigures(actor, person.id, managers.get(person.id) ?? []);
  return note(
    mrkdwn`You may read the figures of ${escapeText(person.name, 60)}. ${escapeText(decisionWords(decision), 400)}`,
  );
}

/** Whom the words name; a metric and a period beside a person change nothing about who may read. */
function whoIn({ calendar, now }: MetricContext, words: string): Named {
  const today = now.toZonedDateTimeISO(calendar.zone).toPlainDate();
  const ask = readAsk(words, vocabularyOf(calendar, today));
  const [who] = ask.people;
  return who ?? (ask.rest.length > 0 ? { kind: 'name', words: ask.rest.join(' ') } : { kind: 'me' });
}
