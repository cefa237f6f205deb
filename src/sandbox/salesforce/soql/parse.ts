import { parseQuery, type Query } from '@jetstreamapp/soql-parser-js';
import { messageOf } from '#lib/errors.ts';
import { ApiError } from '#sandbox/salesforce/org/api-error.ts';

const MAX_LENGTH = 100_000;

/** Parses a SOQL statement. Throws MALFORMED_QUERY for what Salesforce would not parse either. */
export function parseSoql(text: string): Query {
  if (text.length > MAX_LENGTH) {
    throw new ApiError('MALFORMED_QUERY', `SOQL statements cannot be longer than ${MAX_LENGTH} characters.`);
  }
  try {
    return parseQuery(text);
  } catch (cause) {
    const firstLine = messageOf(cause).split('\n')[0] ?? '';
    throw new ApiError('MALFORMED_QUERY', `${text}\nunexpected token: ${firstLine}`);
  }
}
