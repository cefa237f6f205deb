import { GiveUp, messageOf, Refusal } from '#lib/errors.ts';

/** One line of doctor: what was looked at, how it stands, and how to mend it. */
export interface Check {
  readonly name: string;
  readonly state: 'right' | 'note' | 'wrong';
  readonly says: string;
  readonly remedy?: string | undefined;
}

/** Runs a group of checks; what keeps it from being looked at is itself a finding. */
export async function examine(
  name: string,
  look: () => Promise<readonly Check[]>,
): Promise<readonly Check[]> {
  try {
    return await look();
  } catch (error) {
    const remedy = error instanceof GiveUp ? error.remedy : error instanceof Refusal ? error.hint : undefined;
    return [{ name, state: 'wrong', says: messageOf(error), remedy }];
  }
}

const MARKS = { right: 'right  ', note: 'note   ', wrong: 'WRONG  ' } as const;

export function checkText({ name, state, says, remedy }: Check): string {
  const mend = remedy === undefined ? '' : `\n         To mend it: ${remedy}`;
  return `${MARKS[state]}${name}: ${says}${mend}\n`;
}
