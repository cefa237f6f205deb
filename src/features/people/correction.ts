import { closest } from '#lib/closest.ts';
import type { StatedFact } from '#ledger/correct.ts';
import { FACT_KINDS, type FactKind } from '#model/person-facts.ts';
import { FOREVER } from '#model/placement.ts';
import { type Directory, readFactValue } from './fact-value.ts';

/** What a correction consists of, as columns of a file and as fields of a form. */
export const FIELDS = ['email', 'kind', 'value', 'from', 'to', 'reason'] as const;
export type Field = (typeof FIELDS)[number];
export type RawCorrection = Readonly<Record<Field, string>>;

export interface FieldProblem {
  readonly field: Field;
  readonly problem: string;
  readonly remedy: string;
}

export type CheckedCorrection =
  | { readonly kind: 'fact'; readonly fact: StatedFact }
  | { readonly kind: 'problems'; readonly problems: readonly FieldProblem[] };

const LONGEST_REASON = 300;
const DATE_REMEDY = 'Write the day as 2026-05-15.';

/**
 * Reads one correction as somebody typed it; every problem is told, not only the first. `to` is the last day on which
 * it holds, as people mean it; the fact that comes out ends before its end.
 */
export function checkCorrection(raw: RawCorrection, directory: Directory): CheckedCorrection {
  const problems: FieldProblem[] = [];
  const note = (field: Field, problem: string, remedy: string) => {
    problems.push({ field, problem, remedy });
    return '';
  };
  const personId = readPerson(raw.email, directory, note);
  const kind = readKind(raw.kind, note);
  const value = kind === undefined ? '' : readValue({ kind, given: raw.value, directory, note });
  const from = readDay('from', raw.from, note);
  const last = raw.to.trim() === '' ? FOREVER : readDay('to', raw.to, note);
  if (from !== '' && last !== '' && last < from)
    note('to', 'the last day is before the first', 'Swap the days, or leave the last one empty.');
  const reason = readReason(raw.reason, note);
  if (kind === 'manager' && personId !== '' && value === personId)
    note('value', 'nobody is their own manager', 'Name somebody else, or none.');
  if (kind === undefined || problems.length > 0) return { kind: 'problems', problems };
  const to = last === FOREVER ? FOREVER : dayAfter(last);
  return { kind: 'fact', fact: { personId, kind, value, from, to, reason } };
}

type Note = (field: Field, problem: string, remedy: string) => string;

function readPerson(given: string, { people }: Directory, note: Note): string {
  const email = given.trim().toLowerCase();
  const found = people.get(email) ?? [];
  const [id] = found;
  if (id !== undefined && found.length === 1) return id;
  if (id !== undefined)
    return note(
      'email',
      `${found.length} people have the e-mail ${email}`,
      'Give the Salesforce id instead.',
    );
  if (email === '') return note('email', 'the person is missing', 'Give their e-mail.');
  const meant = closest(email, [...people.keys()]);
  return note(
    'email',
    `nobody in Salesforce has the e-mail "${email}"`,
    meant ? `Did you mean ${meant}?` : 'Check the spelling.',
  );
}

function readKind(given: string, note: Note): FactKind | undefined {
  const word = given.trim().toLowerCase();
  const kind = FACT_KINDS.find((it) => it === word);
  if (kind) return kind;
  const meant = closest(word, FACT_KINDS);
  note(
    'kind',
    `"${given.trim()}" is nothing that can be corrected`,
    meant ? `Did you mean ${meant}?` : `It is one of ${FACT_KINDS.join(', ')}.`,
  );
  return undefined;
}

function readValue(asked: {
  readonly kind: FactKind;
  readonly given: string;
  readonly directory: Directory;
  readonly note: Note;
}): string {
  const read = readFactValue(asked.kind, asked.given, asked.directory);
  return read.kind === 'value' ? read.value : asked.note('value', read.problem, read.remedy);
}

function readDay(field: 'from' | 'to', given: string, note: Note): string {
  const text = given.trim();
  if (text === '') return note(field, 'the first day is missing', DATE_REMEDY);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return note(field, `"${text}" is no day`, DATE_REMEDY);
  try {
    return Temporal.PlainDate.from(text).toString();
  } catch {
    return note(field, `there is no day ${text}`, DATE_REMEDY);
  }
}

function readReason(given: string, note: Note): string {
  const reason = given.trim();
  if (reason === '') return note('reason', 'the reason is missing', 'Say why, for those who ask later.');
  if (reason.length <= LONGEST_REASON) return reason;
  return note('reason', `the reason is longer than ${LONGEST_REASON} characters`, 'Shorten it.');
}

function dayAfter(day: string): string {
  return Temporal.PlainDate.from(day).add({ days: 1 }).toString();
}
