import { beforeEach, describe, expect, it } from 'vitest';
import { celebrationDesk, type Desk, FORM } from './celebration-desk.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await celebrationDesk();
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
        smallest: 'Enter a plain number of USD such as 10000, or leave it empty.',
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
    expect(JSON.stringify(await desk.setUp({ smallest: '90000000' }))).toContain(
      'No deal of the last four weeks would have been celebrated.',
    );
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
    await expect(desk.type('remove')).rejects.toThrow('I need the number of the celebration.');
  });
});
