import { z } from 'zod';
import { closest } from '#lib/closest.ts';
import { Refusal } from '#lib/errors.ts';
import { readJson } from '#lib/json.ts';
import type { Actor } from '#model/access.ts';
import type { Period } from '#model/period.ts';
import { METRICS, metricNamed } from '#metrics/catalogue.ts';
import type { Metric } from '#metrics/catalogue/metric.ts';
import type { MetricContext } from '#metrics/context.ts';
import { companyToday, todayOf } from '#metrics/today.ts';
import { type CarriedFigure, carryFigure, WHOEVER_ASKS } from '#metrics/why-button.ts';
import { type Ask, readAsk } from './ask.ts';
import { chosenCurrency } from './currency.ts';
import { findReadable, type Named, type Readable } from './people.ts';
import { readableTotal } from './totals.ts';
import { defaultPeriod, vocabularyOf } from './vocabulary.ts';

/** One number of a person, a team or the company that the asker may read. */
export interface Question {
  readonly metric: Metric;
  readonly period: Period;
  readonly kind: CarriedFigure['kind'];
  /** Whose number it is; a team's manager; of the company only a name. */
  readonly person: Readable;
  readonly isOwn: boolean;
  /** The person who asks: it is their day that "today" means. */
  readonly askedBy: string | null;
  /** The currency amounts are shown in beside the organisation's, if one was named or chosen. */
  readonly currency: string | undefined;
}

const EXAMPLES = 'Try /attain bookings last quarter, or /attain team.';
const PERIOD_WORDS = [
  'this week',
  'this month',
  'this quarter',
  'this year',
  'last week',
  'last month',
  'last quarter',
  'last year',
];

/** Reads and resolves what was typed. @throws Refusal that says which word it cannot use, and what may be meant. */
export async function readQuestion(context: MetricContext, actor: Actor, text: string): Promise<Question> {
  const today = await todayOf(context, actor.personId);
  const ask = readAsk(text, vocabularyOf(context.calendar, today));
  refuseSeveral(ask);
  const currency = ask.currencies[0] ?? (await chosenCurrency(context.store, actor.personId));
  const person = await resolvePerson(context, actor, ask);
  return {
    metric: metricNamed(ask.metrics[0] ?? 'attainment'),
    period: ask.periods[0] ?? defaultPeriod(context.calendar, today),
    kind: ask.team ? 'team' : 'person',
    person,
    isOwn: person.id === actor.personId,
    askedBy: actor.personId,
    currency,
  };
}

const Carried = z.object({
  metric: z.string(),
  period: z.string(),
  kind: z.enum(['person', 'team', 'company']),
  id: z.string(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
});

/** A question in the value of a button. */
export function carry(question: Question): string {
  return carryFigure(carriedBy(question));
}

export function carriedBy({ metric, period, kind, person, currency }: Question): CarriedFigure {
  return { metric: metric.id, period, kind, id: person.id, currency };
}

/** Reads a carried question; whether it may be asked is decided anew. */
export async function readCarried(context: MetricContext, actor: Actor, value: string): Promise<Question> {
  const carried = Carried.safeParse(readJson(value));
  if (!carried.success) throw new Refusal('This button cannot be read any more.', 'Ask again with /attain.');
  const { metric, period, kind } = carried.data;
  const today = await todayOf(context, actor.personId);
  const [named] = context.calendar.parse(period, { today });
  const person = await carriedPerson(context, actor, carried.data);
  return {
    metric: metricNamed(metric),
    period: named ?? defaultPeriod(context.calendar, today),
    kind,
    person,
    isOwn: person.id === actor.personId,
    askedBy: actor.personId,
    currency: carried.data.currency ?? (await chosenCurrency(context.store, actor.personId)),
  };
}

/**
 * Whom a button asks about. Boards show the company's total and those of teams, so whoever is linked may ask about the
 * first and about the team they are in; of the records behind them they see only their own.
 */
async function carriedPerson(
  context: MetricContext,
  actor: Actor,
  { kind, id }: z.infer<typeof Carried>,
): Promise<Readable> {
  if (kind !== 'company' && id !== WHOEVER_ASKS) return theOne(context, actor, { kind: 'id', id });
  if (kind === 'person') return theOne(context, actor, { kind: 'me' });
  return readableTotal(companyToday(context), actor, kind);
}

function refuseSeveral(ask: Ask): void {
  const { metrics, periods, people, currencies } = ask;
  const names = metrics.map((id) => metricNamed(id).name.toLowerCase());
  if (names.length > 1)
    throw new Refusal(`I can show one metric at a time: ${names.join(' or ')}?`, EXAMPLES);
  if (periods.length > 1) {
    throw new Refusal(
      `I can show one period at a time: ${periods.map(({ id }) => id).join(' or ')}?`,
      EXAMPLES,
    );
  }
  if (currencies.length > 1) throw new Refusal('I can show one currency at a time.', 'Name one of them.');
  if (people.length > 1) throw new Refusal('I can show one person at a time.', 'Name one of them.');
}

/** Unknown words may be a person's name; when nobody readable answers to it, they are words we do not know. */
async function resolvePerson(context: MetricContext, actor: Actor, ask: Ask): Promise<Readable> {
  const [who] = ask.people;
  const [words, ...others] = ask.rest;
  if (words === undefined) return theOne(context, actor, who ?? { kind: 'me' });
  if (who !== undefined || others.length > 0) throw unknownWords(ask.rest);
  const found = await findReadable(companyToday(context), actor, { kind: 'name', words });
  if (found.length === 0) throw unknownWords(ask.rest);
  return single(found, words);
}

async function theOne(context: MetricContext, actor: Actor, named: Named): Promise<Readable> {
  const found = await findReadable(companyToday(context), actor, named);
  if (found.length > 0) return single(found, 'that name');
  throw new Refusal(
    'I know nobody by that name whose figures you may read.',
    'You can read your own figures and those of the people below you.',
  );
}

function single(found: readonly Readable[], words: string): Readable {
  const [first, ...others] = found;
  if (first && others.length === 0) return first;
  const some = found.slice(0, 5).map(({ name, email }) => `${name} (${email})`);
  throw new Refusal(
    `${found.length} people answer to "${words}".`,
    `Name one by e-mail: ${some.join(', ')}.`,
  );
}

function unknownWords(rest: readonly string[]): Refusal {
  const [first = ''] = rest;
  const names = METRICS.flatMap(({ id, name }) => [id, name.toLowerCase()]);
  const meant = closest(first, [...names, ...PERIOD_WORDS, 'team']);
  const hint = meant ? `Did you mean ${meant}?` : EXAMPLES;
  const words = rest.map((one) => `"${one}"`).join(', ');
  const none = rest.length === 1 ? `${words} is no` : `None of ${words} is a`;
  return new Refusal(`${none} metric, period or person I can show you.`, hint);
}
