import { z } from 'zod';
import { ApiError } from '#sandbox/salesforce/org/api-error.ts';
import type { WriteContext } from '#sandbox/salesforce/writes/context.ts';
import type { ApiRequest } from './exchange.ts';
import type { Platform } from './platform.ts';

const fieldsSchema = z.record(z.string(), z.unknown());

/** On whose behalf and when a call writes. */
export function contextOf({ org, clock }: Platform, { userId }: Pick<ApiRequest, 'userId'>): WriteContext {
  return { org, userId, now: clock.now(), asPlatform: false };
}

/** A JSON object of fields; JSON_PARSER_ERROR for anything else. */
export function readFields(body: string): Readonly<Record<string, unknown>> {
  return fieldsSchema.catch(() => parserError('a JSON object of fields is expected')).parse(readJson(body));
}

export function readJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return parserError('the request body is not JSON');
  }
}

export function parserError(message: string): never {
  throw new ApiError('JSON_PARSER_ERROR', message);
}
