import { describe, expect, it } from 'vitest';
import { parkedPosts } from '#outbox/abandoned.ts';
import { countDoubles } from '#outbox/doubles.ts';
import type { Sender } from '#slack/deliver.ts';
import type { Findings } from '#slack/find-own.ts';
import { postgresServer } from '../support/engines.ts';
import { boardKind, boardPost, letTimePass, outboxWorld, postRow } from './support/outbox-world.ts';

const RESET = { kind: 'unknown', reason: 'the connection to Slack failed (ECONNRESET)' } as const;

const embedded = { title: 'the embedded database', isThere: true, url: undefined };
const server = { ...postgresServer, isThere: postgresServer.url !== undefined };

describe.each([embedded, server])('a post without an answer on $title', ({ url, isThere }) => {
  it.skipIf(!isThere)('is not looked for before the settle time is over, and not sent again', async () => {
    const { store, outbox, dispatcher, sender } = await outboxWorld(url);
    sender.answer(RESET);
    await outbox.record(store, boardPost());
    await dispatcher.sendDue(10);
    await dispatcher.sendDue(10);
    expect(sender.sent).toHaveLength(1);
    expect(await postRow(store)).toMatchObject({ state: 'settling', doubtful: true, reason: RESET.reason });
  });

  it.skipIf(!isThere)('that is there counts as posted, with its stamp', async () => {
    const { store, outbox, dispatcher, sender } = await outboxWorld(url);
    sender.answer({ ...RESET, arrived: true });
    await outbox.record(store, boardPost());
    await dispatcher.sendDue(10);
    await letTimePass(store);
    await dispatcher.sendDue(10);
    expect(sender.sent).toHaveLength(1);
    expect(await postRow(store)).toMatchObject({ state: 'posted', ts: '1700000000.000001', stale: false });
  });

  it.skipIf(!isThere)('that is not there is sent again', async () => {
    const { store, outbox, dispatcher, sender } = await outboxWorld(url);
    sender.answer(RESET);
    await outbox.record(store, boardPost());
    await dispatcher.sendDue(10);
    await letTimePass(store);
    await dispatcher.sendDue(10);
    expect(sender.standing).toHaveLength(1);
    expect(await postRow(store)).toMatchObject({ state: 'posted', attempt: 2 });
  });

  it.skipIf(!isThere)('that arrives after it was looked for is taken away and shown', async () => {
    const { store, outbox, dispatcher, sender } = await outboxWorld(url);
    sender.answer(RESET);
    await outbox.record(store, boardPost());
    await dispatcher.sendDue(10);
    await letTimePass(store);
    await dispatcher.sendDue(10);
    const late = await sender.post(
      { channel: 'C1', marker: sender.sent[0]?.marker ?? '', mayLeave: async () => true },
      { text: boardKind.kind as never, blocks: [] },
    );
    expect(late.kind).toBe('posted');
    expect(sender.standing).toHaveLength(2);
    await letTimePass(store);
    await dispatcher.sendDue(10);
    expect(sender.standing.map(({ ts }) => ts)).toEqual([(await postRow(store)).ts]);
    expect(await countDoubles(store)).toEqual({ removed: 1, left: 0, problems: [] });
  });
});

describe('where history may not be read', () => {
  it('a kind that asks leaves its message to a person', async () => {
    const { store, outbox, dispatcher, sender } = await outboxWorld();
    sender.mayRead = false;
    sender.answer(RESET);
    await outbox.record(store, boardPost());
    await dispatcher.sendDue(10);
    await letTimePass(store);
    await outbox.refresh(store, boardPost().key);
    await dispatcher.sendDue(10);
    expect(sender.sent).toHaveLength(1);
    const [parked] = await parkedPosts(store);
    expect(parked).toMatchObject({ key: boardPost().key, reason: expect.stringContaining('missing_scope') });
    expect(parked?.dispatchedAt).toBeInstanceOf(Temporal.Instant);
  });

  it('a kind that is said at most once is not said again, and nobody is asked', async () => {
    const { store, outbox, dispatcherWith, sender } = await outboxWorld();
    const dispatcher = dispatcherWith({ kinds: [{ ...boardKind, whenUnknown: 'at-most-once' }] });
    sender.mayRead = false;
    sender.answer(RESET);
    await outbox.record(store, boardPost());
    await dispatcher.sendDue(10);
    await letTimePass(store);
    await dispatcher.sendDue(10);
    await letTimePass(store);
    await dispatcher.sendDue(10);
    expect(sender.sent).toHaveLength(1);
    expect(await parkedPosts(store)).toEqual([]);
    expect(await postRow(store)).toMatchObject({ state: 'unknown' });
  });
});

describe('a search that is broken off', () => {
  it('goes on where it was, and nothing is sent until it is through', async () => {
    const { store, outbox, dispatcherWith, sender } = await outboxWorld();
    const asked: (string | undefined)[] = [];
    const answers: Findings[] = [
      {
        kind: 'partly',
        stamps: [],
        before: '1700000000.000900',
        waitSeconds: 60,
        reason: 'Slack asks to wait',
      },
      { kind: 'read', stamps: [] },
    ];
    const slow: Sender = {
      ...sender,
      async find({ before }) {
        asked.push(before);
        return answers.shift() ?? { kind: 'read', stamps: [] };
      },
    };
    const dispatcher = dispatcherWith({ sender: slow });
    sender.answer(RESET);
    await outbox.record(store, boardPost());
    await dispatcher.sendDue(10);
    await letTimePass(store);
    await dispatcher.sendDue(10);
    expect(sender.sent).toHaveLength(1);
    await letTimePass(store);
    await dispatcher.sendDue(10);
    expect(asked).toEqual([undefined, '1700000000.000900']);
    expect(sender.sent).toHaveLength(2);
  });
});

describe('a sender that was frozen between its leave to go and going', () => {
  it('and sends all the same says so itself: its message is taken away', async () => {
    const world = await outboxWorld();
    await world.outbox.record(world.store, boardPost());
    world.sender.answer({ kind: 'posted', channel: 'C1', ts: '1700000000.000001' });
    const frozen = world.dispatcherWith({
      sender: {
        ...world.sender,
        async post(envelope, message) {
          await envelope.mayLeave();
          // Long enough for others to look, to find nothing, and to send it in its place.
          await letTimePass(world.store);
          await world.dispatcher.sendDue(10);
          return world.sender.post({ ...envelope, mayLeave: async () => true }, message);
        },
      },
    });
    await frozen.sendDue(1);
    await world.dispatcher.sendDue(10);
    expect(world.sender.sent).toHaveLength(2);
    expect(world.sender.standing.map(({ ts }) => ts)).toEqual([(await postRow(world.store)).ts]);
    expect(await countDoubles(world.store)).toMatchObject({ removed: 1, left: 0 });
  });
});
