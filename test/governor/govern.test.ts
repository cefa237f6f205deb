import { sql } from 'kysely';
import { beforeEach, expect, it } from 'vitest';
import { saveHours, saveTopic } from '#governor/choices.ts';
import { noteActed, noteRejected } from '#governor/feedback.ts';
import { heldPosts } from '#governor/held.ts';
import { MOVED, QUESTION } from '#governor/terms.ts';
import { ALL_TOPICS } from '#model/attention.ts';
import type { Store } from '#store/store.ts';
import { emptyStore } from '../support/empty-store.ts';
import { onEachStore } from '../support/each-store.ts';
import { DANA, governedWorld, type GovernedWorld, WEDNESDAY } from './support.ts';

let store: Store;
let world: GovernedWorld;

const at = (text: string) => Temporal.Instant.from(text);
const EVENING = at('2026-11-18T18:00:00Z');
const MORNING = at('2026-11-19T07:00:00Z');
const DIGEST_TIME = at('2026-11-19T07:30:00Z');

const sendAt = async (moment: Temporal.Instant) => {
  world.clock.moveTo(moment);
  await store.db
    .updateTable('post')
    .set({ lease_until: sql<string>`lease_until - interval '1 hour'` })
    .execute();
  return world.dispatcher.sendDue(50);
};
const stateOf = async (key: string) =>
  store.db
    .selectFrom('post')
    .select(['state', 'reason', 'carrier'])
    .where('key', '=', key)
    .executeTakeFirst();

onEachStore(
  (opened) => void (store = opened),
  () => {
    beforeEach(async () => {
      await emptyStore(store);
      world = governedWorld(store);
    });

    it('capability 11: four messages a day come at once, the others in one digest the next working morning', async () => {
      for (const what of ['one', 'two', 'three', 'four', 'five', 'six']) await world.tell(what);
      expect(world.said()).toEqual(['one', 'two', 'three', 'four']);
      await sendAt(at('2026-11-19T07:29:00Z'));
      expect(world.said()).toHaveLength(4);
      await sendAt(DIGEST_TIME);
      expect(world.said().slice(4)).toEqual(['2 messages in one.\nfive\nsix']);
      // Whoever hears the text alone is told why, once for all that come together.
      const why = expect.stringMatching(
        /six\nYou get this because "Pace" is on for you: [^.]*\. `\/attain settings` changes what you get\.$/,
      );
      expect(world.saidWhole().at(-1)).toEqual(why);
      expect(await stateOf('five')).toMatchObject({ state: 'carried' });
    });

    it('the limit holds for all workers together', async () => {
      for (let number = 0; number < 12; number++)
        await world.outbox.record(store, {
          key: `n${number}`,
          kind: 'nudge',
          params: { what: `n${number}` },
          audience: DANA,
        });
      await Promise.all([world.dispatcher, world.another(), world.another()].map((one) => one.sendDue(50)));
      expect(world.said()).toHaveLength(4);
    });

    it('what comes in the evening is one message in the morning, and nothing is lost', async () => {
      world.clock.moveTo(EVENING);
      for (const what of ['one', 'two', 'three', 'four', 'five', 'six']) await world.tell(what);
      expect(world.said()).toEqual([]);
      await sendAt(at('2026-11-19T06:59:00Z'));
      expect(world.said()).toEqual([]);
      await sendAt(MORNING);
      expect(world.said()).toEqual(['6 messages in one.\none\ntwo\nthree\nfour\nfive\nsix']);
    });

    it('what no longer applies in the morning is left out; what goes with it is said all the same', async () => {
      world.clock.moveTo(EVENING);
      await world.tell('first');
      await world.tell('second');
      world.words.set('first', '');
      await sendAt(MORNING);
      expect(world.said()).toEqual(['second']);
    });

    it('what goes with a message that is given up stands by itself again', async () => {
      world.clock.moveTo(EVENING);
      await world.tell('first', { kind: 'news' });
      await world.tell('second');
      await store.db.updateTable('post').set({ state: 'dropped' }).where('key', '=', 'first').execute();
      await sendAt(MORNING);
      expect(world.said()).toEqual(['second']);
    });

    it('a message that is refreshed brings the one it went with up to date', async () => {
      world.clock.moveTo(EVENING);
      await world.tell('first');
      await world.tell('second');
      await sendAt(MORNING);
      world.words.set('second', 'changed');
      await world.outbox.refresh(store, 'second');
      await sendAt(MORNING);
      expect(world.sender.sent.at(-1)).toMatchObject({
        way: 'update',
        text: expect.stringMatching(/^2 messages in one\.\nfirst\nchanged\nYou get this because /),
      });
    });

    it('the same state is said once; of several that wait about one thing, the newest', async () => {
      const state = (number: number, what: string) => ({
        kind: 'state',
        params: { what: 'Dana', state: what },
      });
      await world.tell('s1', state(1, 'behind'));
      await world.tell('s2', state(2, 'behind'));
      await world.tell('s3', state(3, 'ahead'));
      expect(world.said()).toHaveLength(2);
      expect(await stateOf('s2')).toMatchObject({
        state: 'dropped',
        reason: 'the same was said before, and nothing has changed since',
      });
      world.clock.moveTo(EVENING);
      await world.tell('s4', state(4, 'behind'));
      await world.tell('s5', state(5, 'far behind'));
      await sendAt(MORNING);
      expect(world.said()).toHaveLength(3);
      expect(world.said().at(-1)).toBe('Dana');
    });

    it('what would say the same words twice in one message says them once', async () => {
      world.clock.moveTo(EVENING);
      for (const what of ['three questions at five', 'three questions at six', 'something else'])
        await world.tell(what);
      for (const what of ['three questions at five', 'three questions at six'])
        world.words.set(what, 'Three questions wait for you.');
      await sendAt(MORNING);
      expect(world.said()).toEqual(['2 messages in one.\nThree questions wait for you.\nsomething else']);
    });

    it('a burst about one thing is two messages: the first at once, the rest half an hour later', async () => {
      for (const what of ['one', 'two', 'three']) await world.tell(what, { kind: 'deal' });
      expect(world.said()).toEqual(['one']);
      await sendAt(WEDNESDAY.add({ minutes: 30 }));
      expect(world.said()).toEqual(['one', '2 messages in one.\ntwo\nthree']);
    });

    it('a topic that is off says nothing, a paused one goes on by itself, and other people are not concerned', async () => {
      await saveTopic(store, { slackUserId: DANA, topic: 'news', mode: 'off', now: WEDNESDAY });
      const until = Temporal.PlainDate.from('2026-11-23');
      await saveTopic(store, { slackUserId: DANA, topic: 'pace', snoozedUntil: until, now: WEDNESDAY });
      await world.tell('off', { kind: 'news' });
      await world.tell('paused');
      await world.tell('other', { audience: 'U0OMAR' });
      expect(world.said()).toEqual(['other']);
      expect(await stateOf('off')).toMatchObject({ state: 'dropped', reason: 'they turned this topic off' });
      await sendAt(at('2026-11-23T06:00:00Z'));
      expect(world.said()).toEqual(['other']);
      await sendAt(at('2026-11-23T07:00:00Z'));
      expect(world.said()).toEqual(['other', 'paused']);
    });

    it('ending a pause brings at once what waited for its end', async () => {
      const pause = { slackUserId: DANA, topic: ALL_TOPICS, now: WEDNESDAY };
      await saveTopic(store, { ...pause, snoozedUntil: Temporal.PlainDate.from('2026-12-24') });
      await world.tell('one');
      await world.tell('two');
      expect(world.said()).toEqual([]);
      await saveTopic(store, { ...pause, snoozedUntil: null });
      await world.dispatcher.sendDue(50);
      expect(world.said()).toEqual(['one', 'two']);
    });

    it('turning a topic off takes back what waits of it in a digest', async () => {
      await saveHours(store, DANA, { quiet: { from: 0, to: 0 }, budget: 1 });
      await world.tell('one');
      await world.tell('two', { kind: 'news' });
      await world.tell('three');
      await saveTopic(store, { slackUserId: DANA, topic: 'news', mode: 'off', now: WEDNESDAY });
      await sendAt(DIGEST_TIME);
      expect(world.said()).toEqual(['one', 'three']);
      expect(await stateOf('two')).toMatchObject({ state: 'dropped' });
    });

    it('what was held, why and with what it goes is kept and listed', async () => {
      world.clock.moveTo(EVENING);
      await world.tell('one');
      await world.tell('two');
      const waiting = await heldPosts(store, { all: false, limit: 10 });
      expect(waiting.toSorted((a, b) => (a.key < b.key ? -1 : 1))).toMatchObject([
        { key: 'one', reason: 'it is in their quiet hours', until: MORNING, now: 'waiting' },
        { key: 'two', into: 'one', now: 'waiting' },
      ]);
      await sendAt(MORNING);
      expect(await heldPosts(store, { all: false, limit: 10 })).toEqual([]);
      const all = await heldPosts(store, { all: true, limit: 10 });
      expect(all.map(({ now, reason }) => [now, reason])).toEqual([
        ['said', 'it is in their quiet hours'],
        ['said', 'it is in their quiet hours; another message waits for the same time'],
      ]);
    });

    it('three ignored prompts bring one question, four of five move the topic to the digest and say so once', async () => {
      const days = [18, 19, 20, 23, 24, 25, 26].map((day) => at(`2026-11-${day}T10:00:00Z`));
      for (const [number, day] of days.entries()) {
        await sendAt(day);
        await world.tell(`n${number}`);
      }
      // The fourth prompt found three ignored ones, the sixth five: it came the next day, as the seventh will.
      expect(world.said()).toEqual(['n0', 'n1', 'n2', 'n3', QUESTION, 'n4', MOVED, 'n5']);
      await sendAt(at('2026-11-27T12:00:00Z'));
      expect(world.said().slice(8)).toEqual(['n6']);
    });

    it('a topic that is acted on goes on, and only whose message it is can call it not useful', async () => {
      const days = [18, 19, 20, 23, 24, 25].map((day) => at(`2026-11-${day}T10:00:00Z`));
      for (const [number, day] of days.entries()) {
        await sendAt(day);
        await world.tell(`n${number}`);
        const { channel, ts } = await store.db
          .selectFrom('post')
          .select(['channel', 'ts'])
          .where('key', '=', `n${number}`)
          .executeTakeFirstOrThrow();
        if (number % 2 === 0)
          await noteActed(store, { slackUserId: DANA, channel: channel ?? '', ts: ts ?? '', now: day });
      }
      expect(world.said()).toEqual(['n0', 'n1', 'n2', 'n3', 'n4', 'n5']);
      expect(
        await noteRejected(store, { slackUserId: 'U0OMAR', postKey: 'n5', now: WEDNESDAY }),
      ).toBeUndefined();
      expect(await noteRejected(store, { slackUserId: DANA, postKey: 'n5', now: WEDNESDAY })).toBe('pace');
    });
  },
);
