import { describe, expect, test } from 'vitest';
import { begins, ends, sessionTurns } from '#store/embedded-turns.ts';

/** A session that answers every statement at once and writes down the order in which they came. */
function session() {
  const sent: string[] = [];
  const turns = sessionTurns(async ({ text }) => {
    sent.push(text);
    return { command: '', rowCount: 0, rows: [] };
  });
  return { sent, turns, say: (asker: object, text: string) => turns.run(asker, { text, parameters: [] }) };
}

describe('many taking turns on one session', () => {
  test.each([
    'begin',
    'BEGIN;',
    ' start transaction isolation level serializable',
    '-- why\nBEGIN',
    '/* a */ begin',
  ])('a transaction begins with %j', (text) => expect(begins(text)).toBe(true));

  test.each(['commit', 'ROLLBACK', 'end', 'abort', '-- done\ncommit'])('a transaction ends with %j', (text) =>
    expect(ends(text)).toBe(true),
  );

  test.each([
    'rollback to savepoint a',
    'ROLLBACK TO a',
    'rollback work to a',
    'select 1 -- commit',
    'endless',
  ])('a transaction does not end with %j', (text) => expect(ends(text)).toBe(false));

  test('others wait until a transaction has ended, its own statements do not', async () => {
    const { sent, say } = session();
    const [one, two] = [{}, {}];
    await say(one, 'begin');
    const other = say(two, 'select by two');
    await say(one, 'update by one');
    await say(one, 'rollback to savepoint a');
    await say(one, 'commit');
    await other;
    expect(sent).toEqual(['begin', 'update by one', 'rollback to savepoint a', 'commit', 'select by two']);
  });

  test('a transaction that waited goes on although others wait between its statements', async () => {
    const { sent, say } = session();
    const [one, two, three] = [{}, {}, {}];
    await say(one, 'begin');
    const waiting = [
      say(two, 'begin'),
      say(three, 'select by three'),
      say(two, 'update by two'),
      say(two, 'commit'),
    ];
    await say(one, 'commit');
    await Promise.all(waiting);
    expect(sent).toEqual(['begin', 'commit', 'begin', 'update by two', 'commit', 'select by three']);
  });

  test('what is left open is rolled back when its client goes', async () => {
    const { sent, turns, say } = session();
    const [one, two] = [{}, {}];
    await say(one, 'begin');
    const other = say(two, 'select by two');
    turns.leave(one);
    turns.leave(two);
    await other;
    expect(sent).toEqual(['begin', 'rollback', 'select by two']);
  });
});
