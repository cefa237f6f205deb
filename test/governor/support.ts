import { fixedClock, type MovableClock } from '#lib/clock.ts';
import { silentLog } from '#lib/log.ts';
import { createGovernor } from '#governor/govern.ts';
import { DIGEST, MOVED, OWN_TOPIC, QUESTION } from '#governor/terms.ts';
import { createDispatcher, type Dispatcher } from '#outbox/create-dispatcher.ts';
import { createOutbox } from '#outbox/create-outbox.ts';
import type { Attention, Outbox, PostKind, PostRequest } from '#outbox/outbox.ts';
import { note } from '#slack/blocks/message.ts';
import { escapeText, mrkdwn } from '#slack/blocks/text.ts';
import type { Store } from '#store/store.ts';
import { type RecordingSender, recordingSender } from '../outbox/support/recording-sender.ts';

/** A Wednesday, eleven in the morning in Berlin. */
export const WEDNESDAY = Temporal.Instant.from('2026-11-18T10:00:00Z');
export const DANA = 'U0DANA';

const PACE = { id: 'pace', name: 'Pace', about: 'you have a quota', startsAs: 'on' } as const;

function nudge(kind: string, attention: Partial<Attention> = {}): PostKind<Words> {
  return {
    kind,
    whenUnknown: 'ask',
    shows: [],
    attention: { topic: PACE, priority: 'ordinary', isPrompt: true, ...attention },
    render: async (words, { params }) => {
      const said = words.get(String(params['what'])) ?? String(params['what']);
      return said === '' ? undefined : note(escapeText(said));
    },
  };
}

/** Other words for what a message says; '' for one that no longer applies. */
type Words = Map<string, string>;

const own = { topic: OWN_TOPIC, priority: 'important', isPrompt: false } as const;
const KINDS: readonly PostKind<Words>[] = [
  nudge('nudge'),
  nudge('state', {
    says: ({ what, state }) => ({ about: String(what), state: String(state) }),
  }),
  nudge('deal', { mergeKey: () => 'deals' }),
  nudge('news', { topic: { ...PACE, id: 'news', name: 'News' } }),
  { kind: DIGEST, whenUnknown: 'at-most-once', shows: [], attention: own, render: async () => undefined },
  ...[QUESTION, MOVED].map(
    (kind): PostKind<Words> => ({
      kind,
      whenUnknown: 'at-most-once',
      shows: [],
      attention: own,
      render: async () => note(mrkdwn`${escapeText(kind)}`),
    }),
  ),
];

export interface GovernedWorld {
  readonly store: Store;
  readonly clock: MovableClock;
  readonly outbox: Outbox;
  readonly sender: RecordingSender;
  readonly dispatcher: Dispatcher;
  readonly words: Words;
  /** The texts of what was posted, in order. */
  readonly said: () => readonly string[];
  /** The same with the reasons below it. */
  readonly saidWhole: () => readonly string[];
  /** Records a message to Dana and sends what is due. */
  readonly tell: (what: string, more?: Partial<PostRequest>) => Promise<void>;
  /** Another worker on the same store. */
  readonly another: () => Dispatcher;
}

/** A person, in Berlin unless told otherwise, an outbox that asks the governor, and a Slack that remembers. */
export function governedWorld(
  store: Store,
  { zone = 'Europe/Berlin', start = WEDNESDAY }: { zone?: string; start?: Temporal.Instant } = {},
): GovernedWorld {
  const clock = fixedClock(start);
  const outbox = createOutbox({ wake: async () => undefined });
  const sender = recordingSender();
  const words: Words = new Map();
  const people = {
    profileOf: async (id: string) => ({
      id,
      name: id,
      email: null,
      timeZone: zone,
      locale: 'en-US',
      isFullMember: true,
    }),
    dndOf: () => Promise.reject(new Error('missing_scope')),
  };
  const another = () =>
    createDispatcher<Words>({
      store,
      clock,
      log: silentLog,
      services: words,
      kinds: KINDS,
      sender,
      audienceProblem: async () => undefined,
      govern: createGovernor({ store, clock, outbox, people }),
    });
  const dispatcher = another();
  const posted = () => sender.sent.filter(({ way }) => way === 'post').map(({ text }) => text);
  return {
    store,
    clock,
    outbox,
    sender,
    dispatcher,
    words,
    another,
    said: () => posted().map((text) => text.replace(/\nYou get this because [^\n]*$/, '')),
    saidWhole: posted,
    async tell(what, more = {}) {
      await outbox.record(store, { key: what, kind: 'nudge', params: { what }, audience: DANA, ...more });
      await dispatcher.sendDue(50);
    },
  };
}
