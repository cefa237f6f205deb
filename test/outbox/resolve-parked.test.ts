import { describe, expect, it } from 'vitest';
import { engineChecks } from '#cli/doctor/engines.ts';
import { runCommand } from '#cli/program.ts';
import { noProgress } from '#lib/progress.ts';
import { parkedPosts } from '#outbox/abandoned.ts';
import { postgresServer } from '../support/engines.ts';
import { commandHost } from './support/command-host.ts';
import { boardPost, letTimePass, outboxWorld, postRow, type OutboxWorld } from './support/outbox-world.ts';

const LINK = 'https://acme.slack.com/archives/C1/p1700000000000042';

interface Parked extends OutboxWorld {
  readonly id: string;
  attain(...argv: readonly string[]): Promise<{ code: number; out: string; err: string }>;
}

/** A post whose send was answered by nothing, and the command line beside it. */
async function parked(url: string | undefined): Promise<Parked> {
  const world = await outboxWorld(url);
  world.sender.answer({ kind: 'unknown', reason: 'the connection to Slack failed (ECONNRESET)' });
  await world.outbox.record(world.store, boardPost());
  await world.dispatcher.sendDue(10);
  world.sender.mayRead = false;
  await letTimePass(world.store);
  await world.dispatcher.sendDue(10);
  const { id } = await postRow(world.store);
  return {
    ...world,
    id: String(id),
    async attain(...argv) {
      const said = { out: '', err: '' };
      const terminal = {
        cwd: '.',
        out: (text: string) => void (said.out += text),
        err: (text: string) => void (said.err += text),
        progress: noProgress,
      };
      const code = await runCommand(['posts', ...argv], terminal, async () => commandHost(world));
      return { code, ...said };
    },
  };
}

const embedded = { title: 'the embedded database', isThere: true, url: undefined };
const server = { ...postgresServer, isThere: postgresServer.url !== undefined };

describe.each([embedded, server])('a parked post on $title', ({ url, isThere }) => {
  it.skipIf(!isThere)('is listed with what, where, since when and why', async () => {
    const world = await parked(url);
    const { attain, id, store } = world;
    const { out } = await attain('list');
    expect(out).toContain(id);
    expect(out).toMatch(/board\/C1\/2026-W48\/1 +C1 +\d{4}-\d\d-\d\dT.*ECONNRESET/);
    const { config, services } = commandHost(world);
    expect(await engineChecks(config, { services, queue: undefined })).toContainEqual(
      expect.objectContaining({ state: 'wrong', remedy: expect.stringContaining(`posts settle ${id}`) }),
    );
    await attain('drop', id);
    expect(await parkedPosts(store)).toEqual([]);
    expect((await attain('list')).out).toBe('No message is parked.\n');
  });

  it.skipIf(!isThere)('is sent again only when a person accepts that it may be there twice', async () => {
    const { attain, id, store, dispatcher, sender } = await parked(url);
    const hasty = await attain('release', id);
    expect(hasty).toMatchObject({ code: 1, err: expect.stringMatching(/twice[\s\S]*--yes/) });
    await dispatcher.sendDue(10);
    expect(sender.sent).toHaveLength(1);
    expect(await attain('release', id, '--yes')).toMatchObject({ code: 0 });
    await dispatcher.sendDue(10);
    expect(sender.sent).toHaveLength(2);
    expect(await postRow(store)).toMatchObject({ state: 'posted', reason: null });
  });

  it.skipIf(!isThere)('that was found by its link is kept up to date in place', async () => {
    const { attain, id, store, outbox, dispatcher, sender, board } = await parked(url);
    expect(await attain('settle', id, '--message', LINK)).toMatchObject({ code: 0 });
    await dispatcher.sendDue(10);
    board.words = 'Omar leads';
    await outbox.refresh(store, boardPost().key);
    await dispatcher.sendDue(10);
    expect(sender.sent.map(({ way, text }) => [way, text])).toEqual([
      ['post', 'Dana leads'],
      ['update', 'Omar leads'],
    ]);
    expect(await postRow(store)).toMatchObject({ channel: 'C1', ts: '1700000000.000042' });
  });

  it.skipIf(!isThere)('that was found, but not where, is never said again', async () => {
    const { attain, id, store, outbox, dispatcher, sender } = await parked(url);
    await attain('settle', id);
    await outbox.refresh(store, boardPost().key);
    await dispatcher.sendDue(10);
    await letTimePass(store);
    await dispatcher.sendDue(10);
    expect(sender.sent).toHaveLength(1);
    expect(await postRow(store)).toMatchObject({ state: 'posted', ts: null });
  });

  it.skipIf(!isThere)('that is given up stays unsaid', async () => {
    const { attain, id, store, outbox, dispatcher, sender } = await parked(url);
    await attain('drop', id);
    await outbox.record(store, boardPost());
    await dispatcher.sendDue(10);
    expect(sender.sent).toHaveLength(1);
    expect(await postRow(store)).toMatchObject({ state: 'dropped', reason: 'a person gave it up' });
  });

  it.skipIf(!isThere)(
    'is told from one that is not there, not parked, or in another conversation',
    async () => {
      const { attain, id, store } = await parked(url);
      const refused = (words: RegExp) => ({ code: 1, err: expect.stringMatching(words) });
      expect(await attain('drop', '999999')).toMatchObject(refused(/There is no message 999999/));
      expect(await attain('drop', 'board')).toMatchObject(refused(/no number of a message/));
      expect(await attain('settle', id, '--message', 'over there')).toMatchObject(refused(/no link/));
      const elsewhere = LINK.replace('C1', 'C2');
      expect(await attain('settle', id, '--message', elsewhere)).toMatchObject(
        refused(/is in C2.*sent to C1/),
      );
      expect(await postRow(store)).toMatchObject({ state: 'parked' });
      await attain('settle', id, '--message', '1700000000.000042');
      expect(await attain('release', id, '--yes')).toMatchObject(refused(/is not parked: it is posted/));
    },
  );
});
