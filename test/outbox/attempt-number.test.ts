import { UpdateQueryBuilder } from 'kysely';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Sender } from '#slack/deliver.ts';
import { boardPost, letTimePass, outboxWorld } from './support/outbox-world.ts';

/** Takes the attempt number out of every condition. */
function ignoreAttempts(): void {
  const where: (this: unknown, ...condition: unknown[]) => unknown = UpdateQueryBuilder.prototype.where;
  vi.spyOn(UpdateQueryBuilder.prototype, 'where').mockImplementation(function ignoring(
    this: never,
    ...condition: unknown[]
  ): never {
    return condition[0] === 'attempt' ? this : (where.apply(this, condition) as never);
  });
}

/** A sender freezes before its call, and thaws while another is saying the same in its place: how often is it said? */
async function timesSaid(): Promise<number> {
  const world = await outboxWorld();
  await world.outbox.record(world.store, boardPost());
  const said = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<void>();
  const slow: Sender = {
    ...world.sender,
    async post(envelope, message) {
      const outcome = await world.sender.post(envelope, message);
      said.resolve();
      await answer.promise;
      return outcome;
    },
  };
  let successor: Promise<unknown> = Promise.resolve();
  const frozen = world.dispatcherWith({
    crashPoint: async (point) => {
      if (point !== 'after-render') return;
      await letTimePass(world.store);
      successor = world.dispatcherWith({ sender: slow }).sendDue(1);
      await said.promise;
    },
  });
  await frozen.sendDue(1);
  answer.resolve();
  await successor;
  return world.sender.sent.length;
}

describe('a sender that thaws while another has taken its place', () => {
  afterEach(() => vi.restoreAllMocks());

  it('says nothing', async () => {
    expect(await timesSaid()).toBe(1);
  });

  it('would say it a second time if conditions ignored the attempt number', async () => {
    ignoreAttempts();
    expect(await timesSaid()).toBe(2);
  });
});
