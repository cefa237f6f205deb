import { parseQuery, type Query } from '@jetstreamapp/soql-parser-js';
import { messageOf } from '#lib/errors.ts';
import { ApiError, notImitated } from '#sandbox/salesforce/org/api-error.ts';

const MAX_LENGTH = 100_000;
const STRINGS = /'(?:\\[^]|[^'\\])*'/g;
/** The parser loses the third of them without a word. */
const THREE_NOTS = /\bNOT[\s(]+NOT[\s(]+NOT\b/i;

/** Parses a SOQL statement. Throws MALFORMED_QUERY for what Salesforce would not parse either. */
export function parseSoql(text: string): Query {
  if (text.length > MAX_LENGTH) {
    throw new ApiError('MALFORMED_QUERY', `SOQL statements cannot be longer than ${MAX_LENGTH} characters.`);
  }
  if (THREE_NOTS.test(text.replaceAll(STRINGS, "''"))) throw notImitated('NOT three times in a row');
  try {
    return parseQuery(text);
  } catch (cause) {
    const firstLine = messageOf(cause).split('\n')[0] ?? '';
    throw new ApiError('MALFORMED_QUERY', `${text}\nunexpected token: ${firstLine}`);
  }
}
