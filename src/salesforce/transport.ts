import { Duplex } from 'node:stream';
import { Transport } from 'jsforce/lib/transport.js';
import { StreamPromise } from 'jsforce/lib/util/promise.js';
import type { HttpRequest, HttpResponse } from 'jsforce';
import { Bug } from '#lib/errors.ts';
import { type HttpRules, sendHttp } from './http.ts';

/**
 * Replaces jsforce's own HTTP: there a connection dropped in mid-body leaves the call pending for ever, Retry-After is
 * not obeyed and the time limit is half an hour.
 */
class CarefulTransport extends Transport {
  readonly #rules: HttpRules;

  constructor(rules: HttpRules) {
    super();
    this.#rules = rules;
  }

  override httpRequest(request: HttpRequest): StreamPromise<HttpResponse> {
    const call = {
      method: request.method,
      url: request.url,
      headers: request.headers ?? {},
      body: textBody(request.body),
    };
    // jsforce also wants a stream; nothing of ours reads it.
    return StreamPromise.create(() => ({
      stream: new Duplex({ read() {} }),
      promise: sendHttp(call, this.#rules),
    }));
  }
}

function textBody(body: HttpRequest['body']): string | undefined {
  if (body === undefined || body === null) return undefined;
  if (typeof body !== 'string') throw new Bug('only text is sent to Salesforce');
  return body;
}

/** Gives a jsforce object this transport; the constructors take none. */
export function useCarefulTransport(owner: { _transport: Transport }, rules: HttpRules): void {
  Object.assign(owner, { _transport: new CarefulTransport(rules) });
}
