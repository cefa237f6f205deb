import { beforeEach, describe, expect, it } from 'vitest';
import { putSplits } from '../../support/splits.ts';
import { settle } from '../../support/ledger-work.ts';
import { ANA, aPerson, DANA, LI, OTTO, VERA } from '../small-company.ts';
import { celebrationDesk, type Desk, FORM } from './celebration-desk.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await celebrationDesk();
});

const DATA = 'Salesforce has not been read completely yet.';
const EVERY = `${DATA} This channel celebrates every deal won, once.`;

describe('a deal that is won', () => {
  it('is told ten minutes later, once, with who won it and what it brings', async () => {
    await desk.setUp();
    await desk.deal('D1');
    expect(await desk.channel()).toEqual([]);
    desk.pass({ minutes: 10 });
    expect(await desk.channel()).toEqual([`Ana Silva won Deal D1: $40,000 :tada:\n${EVERY}`]);
    await desk.deal('D1', { name: 'Deal D1, signed' });
    await desk.hear();
    desk.pass({ minutes: 30 });
    expect(await desk.channel()).toEqual([`Ana Silva won Deal D1, signed: $40,000 :tada:\n${EVERY}`]);
    expect(await desk.posts()).toHaveLength(1);
  });

  it('is told again by nobody who hears the same news twice', async () => {
    await desk.setUp();
    await desk.deal('D1');
    desk.pass({ minutes: 10 });
    await desk.channel();
    await desk.store.db.deleteFrom('fact_cursor').execute();
    await desk.hear();
    desk.pass({ minutes: 10 });
    expect(await desk.channel()).toHaveLength(1);
    expect(await desk.posts()).toHaveLength(1);
  });

  it('names all who share in it, the largest part first', async () => {
    await desk.setUp();
    await desk.deal('D1', { open: true });
    await putSplits(desk.store, 'D1', [
      { of: 'revenue', person: LI, percentage: '60' },
      { of: 'revenue', person: ANA, percentage: '40' },
    ]);
    await desk.deal('D1');
    desk.pass({ minutes: 10 });
    expect(await desk.channel()).toEqual([`Li Wei and Ana Silva won Deal D1: $40,000 :tada:\n${EVERY}`]);
  });

  it('that closed days ago, is private, was won before, or is of another team is not told', async () => {
    await desk.deal('BEFORE');
    desk.pass({ minutes: 1 });
    await desk.setUp({ team: 'dana.cole@example.com' });
    await desk.deal('OLD', { closeOn: '2026-11-14' });
    await desk.deal('PRIVATE', { isPrivate: true });
    await desk.deal('OTTO', { owner: OTTO });
    desk.pass({ minutes: 10 });
    expect(await desk.posts()).toEqual([]);
    await desk.deal('LI', { owner: LI });
    desk.pass({ minutes: 10 });
    expect(await desk.channel()).toEqual([expect.stringContaining('Li Wei won Deal LI')]);
  });

  it('below the smallest amount is told once its amount has grown', async () => {
    await desk.setUp({ smallest: '50000' });
    await desk.deal('D1');
    await desk.deal('NOTHING', { amount: null });
    desk.pass({ hours: 1 });
    expect(await desk.posts()).toEqual([]);
    await desk.deal('D1', { amount: 5_000_000n });
    desk.pass({ minutes: 10 });
    expect(await desk.channel()).toEqual([
      `Ana Silva won Deal D1: $50,000 :tada:\n${DATA} This channel celebrates deals from $50,000, each once.`,
    ]);
  });
});

describe('an amount', () => {
  it('is explained to whoever reads the channel, and to nobody elsewhere', async () => {
    await desk.setUp();
    await desk.deal('D1');
    desk.pass({ minutes: 10 });
    await desk.channel();
    const value = String((await desk.posts())[0]?.params['post']);
    const answer = await desk.press('celebrations.counted', LI, value);
    expect(answer?.text).toContain('• Deal D1: $40,000, closed on Nov 18, 2026.');
    await desk.store.db
      .withTables<{ celebration: { channel_id: string } }>()
      .updateTable('celebration')
      .set({ channel_id: 'C9' })
      .execute();
    await expect(desk.press('celebrations.counted', LI, value)).rejects.toThrow('not kept');
    await expect(desk.press('celebrations.counted', LI, '0')).rejects.toThrow('not kept');
  });
});

describe('several deals', () => {
  it('within ten minutes are one message with their total; the next one is a message of its own', async () => {
    await desk.setUp();
    await desk.deal('D1');
    desk.pass({ minutes: 9 });
    await desk.deal('D2', { owner: LI, amount: 1_000_000n });
    desk.pass({ minutes: 1 });
    const [burst] = await desk.channel();
    expect(burst).toBe(
      [
        '2 deals won, $50,000 together :tada:',
        '• Ana Silva won Deal D1: $40,000',
        '• Li Wei won Deal D2: $10,000',
        EVERY,
      ].join('\n'),
    );
    await desk.deal('D3', { owner: OTTO });
    desk.pass({ minutes: 10 });
    expect(await desk.channel()).toEqual([burst, expect.stringContaining('Otto Kern won Deal D3')]);
  });

  it('at night and over the weekend are told together on the next working morning', async () => {
    await desk.setUp();
    desk.pass({ hours: 56 });
    await desk.deal('FRIDAY');
    desk.pass({ hours: 24 });
    await desk.deal('SATURDAY', { owner: LI });
    desk.pass({ hours: 37, minutes: 59 });
    expect(await desk.channel()).toEqual([]);
    desk.pass({ minutes: 1 });
    expect(desk.clock.now().toString()).toBe('2026-11-23T07:00:00Z');
    expect(await desk.channel()).toEqual([expect.stringContaining('2 deals won, $80,000 together')]);
  });
});

describe('a message whose sender is late', () => {
  it('waits for the next working hour where the hours of the channel have ended, and takes along what is won by then', async () => {
    await desk.setUp();
    desk.pass({ hours: 7, minutes: 49 });
    await desk.deal('D1');
    desk.pass({ minutes: 11 });
    expect(desk.clock.now().toString()).toBe('2026-11-18T17:00:00Z');
    expect(await desk.channel()).toEqual([]);
    await desk.deal('D2', { owner: LI });
    desk.pass({ hours: 13, minutes: 59 });
    expect(await desk.channel()).toEqual([]);
    desk.pass({ minutes: 1 });
    expect(await desk.channel()).toEqual([expect.stringContaining('2 deals won, $80,000 together')]);
    await desk.deal('D1', { open: true });
    desk.pass({ hours: 12 });
    expect(await desk.channel()).toEqual([expect.stringContaining('Li Wei won Deal D2')]);
  });
});

describe('a deal that is open again', () => {
  it('is taken back in its message without naming anybody, and celebrated there again when it is won again', async () => {
    await desk.setUp();
    await desk.deal('D1');
    desk.pass({ minutes: 10 });
    const [told] = await desk.channel();
    await desk.deal('D1', { open: true });
    expect(await desk.channel()).toEqual(['This deal is open again; the celebration waits with it.']);
    desk.pass({ hours: 24 });
    await desk.deal('D1');
    desk.pass({ minutes: 10 });
    expect(await desk.channel()).toEqual([told]);
    expect(await desk.posts()).toHaveLength(1);
  });

  it('asks for its message to be written afresh, as an amount that changes does', async () => {
    await desk.setUp();
    await desk.deal('D1');
    desk.pass({ minutes: 10 });
    await desk.channel();
    const isStale = async () => (await desk.posts()).map(({ stale }) => stale);
    const written = () => desk.store.db.updateTable('post').set({ stale: false }).execute();
    await written();
    await desk.deal('D1', { amount: 5_000_000n });
    expect(await isStale()).toEqual([true]);
    await written();
    await desk.deal('OTHER', { owner: OTTO, closeOn: '2026-11-02' });
    expect(await isStale()).toEqual([false]);
    await desk.deal('D1', { open: true });
    expect(await isStale()).toEqual([true]);
  });

  it('leaves a message that tells several', async () => {
    await desk.setUp();
    await desk.deal('D1');
    await desk.deal('D2', { owner: LI });
    desk.pass({ minutes: 10 });
    await desk.channel();
    await desk.deal('D1', { open: true });
    expect(await desk.channel()).toEqual([`Li Wei won Deal D2: $40,000 :tada:\n${EVERY}`]);
  });

  it('before anybody has read of it was never told, and is told when it is won for good', async () => {
    await desk.setUp();
    await desk.deal('D1');
    await desk.deal('D2', { owner: LI });
    desk.pass({ minutes: 5 });
    await desk.deal('D1', { open: true });
    desk.pass({ minutes: 5 });
    expect(await desk.channel()).toEqual([expect.stringContaining('Li Wei won Deal D2')]);
    await desk.deal('D1');
    desk.pass({ minutes: 10 });
    expect(await desk.channel()).toEqual([
      expect.stringContaining('Li Wei won Deal D2'),
      expect.stringContaining('Ana Silva won Deal D1'),
    ]);
  });

  it('alone in a message that was not said is told by a new one', async () => {
    await desk.setUp();
    await desk.deal('D1');
    await desk.deal('D1', { open: true });
    desk.pass({ minutes: 10 });
    expect(await desk.channel()).toEqual([]);
    await desk.deal('D1');
    desk.pass({ minutes: 10 });
    expect(await desk.channel()).toEqual([expect.stringContaining('Ana Silva won Deal D1')]);
  });
});

describe('who is named', () => {
  it('is nobody who left the boards: their team is, where it is large enough to hide in', async () => {
    await desk.setUp();
    await desk.store.db
      .insertInto('person')
      .values([1, 2].map((n) => aPerson({ id: `005MORE${n}`, name: `More ${n}`, manager_id: VERA })))
      .execute();
    await desk.deal('D1');
    desk.pass({ minutes: 10 });
    await desk.channel();
    await desk.store.db
      .withTables<{ board_opt_out: { person_id: string; since: string } }>()
      .insertInto('board_opt_out')
      .values({ person_id: ANA, since: desk.clock.now().toString() })
      .execute();
    expect(await desk.channel()).toEqual([
      `Somebody in the team of Vera Holt won Deal D1: $40,000 :tada:\n${EVERY}`,
    ]);
    await desk.store.db.updateTable('person').set({ is_active: false }).where('id', '=', DANA).execute();
    expect(await desk.channel()).toEqual([`Somebody won Deal D1: $40,000 :tada:\n${EVERY}`]);
  });

  it('without names and amounts of deals, says who won how many', async () => {
    await desk.setUp({ says: 'people' });
    await desk.deal('D1');
    const text = async () => (await desk.channel())[0];
    desk.pass({ minutes: 10 });
    expect(await text()).toBe(
      `Ana Silva won a deal :tada:\n${DATA} Names and amounts of deals are not said here.`,
    );
    expect((await desk.posts())[0]?.kind).toBe('celebrations.people');
    // What a channel was once told without amounts never gets them by a later choice.
    await desk.setUp();
    expect(await text()).toContain('Ana Silva won a deal');
  });

  it('says less from the moment on when an admin wants less said', async () => {
    await desk.setUp();
    await desk.deal('D1');
    await desk.deal('D2');
    await desk.deal('D3', { owner: LI });
    desk.pass({ minutes: 10 });
    await desk.channel();
    await desk.setUp({ says: 'people' });
    expect(await desk.channel()).toEqual([expect.stringContaining('Ana Silva and Li Wei won 3 deals')]);
  });
});

describe('an admin', () => {
  it('reads next to each field what cannot be', async () => {
    const outcome = await desk.submit('celebrations.setup', {
      channel: '',
      team: 'nobody@example.com',
      smallest: '12,5',
      says: 'all',
      quotas: 'no',
      from: '8',
      to: '18',
      zone: 'Europe/Berlln',
    });
    expect(outcome).toEqual({
      kind: 'errors',
      errors: {
        channel: 'Choose the channel to celebrate in.',
        team: 'No manager has that e-mail. Write it as it stands in Salesforce.',
        smallest: 'Enter a plain number of USD such as 10000, or nothing.',
        says: 'Choose how much is said.',
        zone: 'Did you mean Europe/Berlin?',
      },
    });
  });

  it('is told at once of a channel in which nothing would be said', async () => {
    const nobody = { people: [], hasGuest: false, isExternal: false };
    const errorsIn = async (readers: typeof nobody | undefined) => {
      const channels = { readersOf: async () => readers, linkTo: async () => undefined };
      const outcome = await desk.submit('celebrations.setup', FORM, '', { ...desk.services, channels });
      return outcome.kind === 'errors' ? outcome.errors : outcome.kind;
    };
    expect(await errorsIn(nobody)).toBe('update');
    expect(await errorsIn(undefined)).toEqual({
      channel: 'Attain is not in that channel: invite it there first.',
    });
    for (const outsider of [{ hasGuest: true }, { isExternal: true }])
      expect(await errorsIn({ ...nobody, ...outsider })).toEqual({
        channel: 'Guests or another company read that channel: nothing would be said there.',
      });
  });

  it('sees an example and what it costs before it is kept, and nothing of real deals', async () => {
    for (const id of ['D1', 'D2', 'D3', 'D4']) await desk.deal(id);
    const words = JSON.stringify(await desk.setUp({ smallest: '30000' }));
    expect(words).toContain(
      'deals won from $30,000, ten minutes after a deal is won, on working days from 08:00 to 18:00',
    );
    expect(words).toContain('at most 1 message a week');
    expect(words).toContain('Alex Example won Example deal: $30,000');
    expect(words).not.toContain('Deal D1');
  });

  it('lists, changes, pauses, resumes and removes it', async () => {
    await desk.setUp();
    expect(await desk.scheduled.list(desk.services, desk.clock.now())).toMatchObject([
      { id: '1', title: 'deals won', audience: 'C1', pause: undefined },
    ]);
    await desk.deal('D1');
    await desk.scheduled.pause(desk.services, desk.about());
    expect(await desk.posts()).toEqual([]);
    await desk.deal('D2');
    desk.pass({ minutes: 1 });
    await desk.scheduled.resume(desk.services, desk.about());
    await desk.deal('D3');
    desk.pass({ minutes: 10 });
    expect(await desk.channel()).toEqual([expect.stringContaining('Ana Silva won Deal D3')]);
    expect((await desk.scheduled.edit(desk.services, desk.about()))?.metadata).toBe('1');
    await desk.setUp({ channel: 'C2' }, '1');
    expect((await desk.type('list'))?.text).toMatch(/^2\. <#C2>: deals won/);
    expect((await desk.type('remove 2'))?.text).toContain('Number 2 is removed.');
    await desk.deal('D4');
    expect(await desk.posts()).toHaveLength(1);
    await expect(desk.type('remove 2')).rejects.toThrow('There is no celebration "2".');
  });
});

it('stays silent about deals that the ledger only reckons anew', async () => {
  await desk.setUp();
  await desk.deal('D1');
  desk.pass({ minutes: 10 });
  await desk.channel();
  await desk.store.db
    .insertInto('changed_record')
    .values({ object: 'opportunity', record_id: 'D1' })
    .execute();
  await settle(desk.store, desk.clock.now());
  await desk.hear();
  desk.pass({ minutes: 10 });
  expect(await desk.channel()).toHaveLength(1);
  expect(await desk.posts()).toHaveLength(1);
});
