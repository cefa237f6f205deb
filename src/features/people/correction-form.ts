import { z } from 'zod';
import { FACT_KINDS } from '#model/person-facts.ts';
import type { ModalValues } from '#slack/routes.ts';
import { FIELDS, type Field, type FieldProblem, type RawCorrection } from './correction.ts';

/** What the preview carries to its confirmation; checked anew there. */
const Carried = z.object({
  email: z.string(),
  kind: z.enum(FACT_KINDS),
  value: z.string(),
  from: z.string(),
  to: z.string(),
  reason: z.string(),
});

/** What was typed into the form; a field left empty is ''. */
export function readCorrectionForm(values: ModalValues): RawCorrection {
  const of = (field: Field) => {
    const value = values[field];
    return typeof value === 'string' ? value : '';
  };
  return {
    email: of('email'),
    kind: of('kind'),
    value: of('value'),
    from: of('from'),
    to: of('to'),
    reason: of('reason'),
  };
}

/** The correction a preview carried, or undefined when it is none of ours. */
export function readCarriedCorrection(json: unknown): RawCorrection | undefined {
  const carried = Carried.safeParse(json);
  return carried.success ? carried.data : undefined;
}

/** What is said next to each field: its first problem, and what mends it. */
export function formErrors(problems: readonly FieldProblem[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    FIELDS.flatMap((field) => {
      const first = problems.find((it) => it.field === field);
      return first ? [[field, `${capital(first.problem)}. ${first.remedy}`]] : [];
    }),
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
