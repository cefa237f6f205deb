import { json, type ApiRequest, type Reply } from './exchange.ts';
import type { Platform } from './platform.ts';

/** GET /limits. Only the limit that is imitated is told. */
export function answerLimits({ usage, clock }: Platform, _request: ApiRequest): Reply {
  const remaining = Math.max(0, usage.limit - usage.used(clock.now()));
  return json({ DailyApiRequests: { Max: usage.limit, Remaining: remaining } });
}
