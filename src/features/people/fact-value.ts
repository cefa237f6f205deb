import { closest } from '#lib/closest.ts';
import type { FactKind } from '#model/person-facts.ts';

/** Whom and what a value may name, each by everything people call it, in lower case. */
export interface Directory {
  readonly people: Names;
  readonly roles: Names;
  readonly territories: Names;
}

/** Ids by name; a name may be used more than once. */
export type Names = ReadonlyMap<string, readonly string[]>;

export type ReadValue =
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'wrong'; readonly problem: string; readonly remedy: string };

const LONGEST = 80;

/** What each kind takes as its value, for people. */
export const VALUE_HINTS: Readonly<Record<FactKind, string>> = {
  manager: "the manager's e-mail, or none",
  role: 'the name of a role, or none',
  territory: 'the name of a territory, or none',
  team: 'the name of a team beside the managers, or none',
  location: 'a place such as Boston, as working hours and holidays call it, or none',
  ramp: 'the share of a full quota, such as 0.5 or 50%, or none',
  leave: 'leave, or a word such as parental, or none',
  employment: 'employed or left',
};

/** Reads a value as typed; '' stands for none. */
export function readFactValue(
  kind: FactKind,
  given: string,
  { people, roles, territories }: Directory,
): ReadValue {
  const text = given.trim();
  if (kind === 'employment') return readEmployment(text);
  if (text.toLowerCase() === 'none') return { kind: 'value', value: '' };
  if (text === '') return wrong('the value is missing', `Give ${VALUE_HINTS[kind]}.`);
  if (kind === 'manager') return oneOf(people, { text, what: 'person with the e-mail' });
  if (kind === 'role') return oneOf(roles, { text, what: 'role called' });
  if (kind === 'territory') return oneOf(territories, { text, what: 'territory called' });
  if (kind === 'ramp') return readShare(text);
  if (text.length > LONGEST) return wrong(`the value is longer than ${LONGEST} characters`, 'Shorten it.');
  return { kind: 'value', value: text };
}

function readEmployment(text: string): ReadValue {
  const word = text.toLowerCase();
  if (word === 'employed' || word === 'left') return { kind: 'value', value: word };
  return wrong(`"${text}" does not say whether the person was employed`, 'Write employed or left.');
}

function oneOf(names: Names, { text, what }: { readonly text: string; readonly what: string }): ReadValue {
  const found = names.get(text.toLowerCase()) ?? [];
  const [id] = found;
  if (id !== undefined && found.length === 1) return { kind: 'value', value: id };
  if (id !== undefined)
    return wrong(`there is more than one ${what} "${text}"`, 'Give the Salesforce id instead.');
  const meant = closest(text.toLowerCase(), [...names.keys()]);
  return wrong(`there is no ${what} "${text}"`, meant ? `Did you mean ${meant}?` : 'Check the spelling.');
}

/** 0.5 and 50% are the same share; a share is kept as a decimal text. */
function readShare(text: string): ReadValue {
  const match = /^(\d{1,3})(?:\.(\d{1,4}))?\s*(%?)$/.exec(text);
  const share = match ? Number(`${match[1]}.${match[2] ?? 0}`) / (match[3] ? 100 : 1) : Number.NaN;
  if (share >= 0 && share <= 1) return { kind: 'value', value: String(Number(share.toFixed(6))) };
  return wrong(`"${text}" is no share of a full quota`, 'Write a share from 0 to 1, such as 0.5 or 50%.');
}

function wrong(problem: string, remedy: string): ReadValue {
  return { kind: 'wrong', problem, remedy };
}
