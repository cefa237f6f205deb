/** What a Web API method answers. */
export type Reply =
  | { readonly status: 'ok'; readonly body: object }
  | { readonly status: 'fail'; readonly error: string; readonly body: object }
  | { readonly status: 'later'; readonly seconds: number };

export function ok(body: object = {}): Reply {
  return { status: 'ok', body };
}

export function fail(error: string, body: object = {}): Reply {
  return { status: 'fail', error, body };
}

/** HTTP 429 with Retry-After. */
export function later(seconds: number): Reply {
  return { status: 'later', seconds };
}

/** A refusal with a line for each fault, as Slack gives them for blocks and arguments. */
export function failWith(refused: { error: string; messages: readonly string[] }): Reply {
  const { error, messages } = refused;
  return fail(error, messages.length > 0 ? { errors: messages, response_metadata: { messages } } : {});
}
