import type { z } from 'zod';

/** One fault of a message or view, with where it is. */
export interface Complaint {
  readonly reason: string;
  readonly path: readonly PropertyKey[];
}

/** A fault in the words of Slack's `response_metadata.messages`. */
export function lineOf(complaint: Complaint): string {
  const pointer = complaint.path.map((part) => `/${String(part)}`).join('');
  return `[ERROR] ${complaint.reason} [json-pointer:${pointer || '/'}]`;
}

/** What a schema found, put in Slack's words. */
export function complaintsOf(error: z.ZodError, at: readonly PropertyKey[]): Complaint[] {
  return error.issues.map((issue) => {
    const path = [...at, ...issue.path];
    // Slack points at what lacks the field, not at the field.
    if (isMissing(issue))
      return { reason: `missing required field: ${String(path.at(-1))}`, path: path.slice(0, -1) };
    if (issue.code === 'unrecognized_keys')
      return { reason: `invalid additional property: ${issue.keys.join(', ')}`, path };
    if (issue.code === 'invalid_union') return { reason: 'unsupported type', path };
    return { reason: issue.message, path };
  });
}

function isMissing(issue: z.core.$ZodIssue): boolean {
  return issue.code === 'invalid_type' && issue.message.endsWith('received undefined');
}
