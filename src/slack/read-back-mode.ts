/** What reading back needs, by the kind of conversation it is for. Each may be left out when the app is installed. */
const HISTORY_SCOPES: Readonly<Record<string, string>> = {
  'channels:history': 'public channels',
  'groups:history': 'private channels',
  'im:history': 'direct messages',
};

/** Whether a message of unknown outcome can be looked for: everywhere, in some kinds of conversation, or nowhere. */
export interface ReadBackMode {
  readonly mode: 'strict' | 'partly' | 'no history';
  /** Kinds of conversation that may not be read. */
  readonly closed: readonly string[];
}

/** By what the token may do. Where Slack did not say, it is found out when it matters. */
export function readBackMode(scopes: readonly string[]): ReadBackMode {
  const all = Object.entries(HISTORY_SCOPES);
  const closed =
    scopes.length === 0 ? [] : all.filter(([scope]) => !scopes.includes(scope)).map(([, kind]) => kind);
  if (closed.length === 0) return { mode: 'strict', closed };
  return { mode: closed.length === all.length ? 'no history' : 'partly', closed };
}

/** The mode in words. */
export function readBackWords({ mode, closed }: ReadBackMode): string {
  const parked = 'a message without an answer from Slack waits there for a person or counts as sent';
  switch (mode) {
    case 'strict':
      return 'strict: a message without an answer from Slack is looked for before it is sent again';
    case 'partly':
      return `strict, but not in ${closed.join(' and ')}: ${parked}`;
    case 'no history':
      return `without history: ${parked}`;
  }
}
