import { describe, expect, it } from 'vitest';
import { Refusal } from '#lib/errors.ts';
import { actions } from '#slack/blocks/button.ts';
import { textInput } from '#slack/blocks/inputs.ts';
import { section } from '#slack/blocks/layout.ts';
import { note } from '#slack/blocks/message.ts';
import type { ModalView } from '#slack/blocks/modal.ts';
import { channelInput } from '#slack/blocks/selects.ts';
import { escapeText, mrkdwn } from '#slack/blocks/text.ts';
import type { Action, Modal, Subcommand, SubmitOutcome } from '#slack/routes.ts';
import { DANA, OMAR, SALES } from '../sandbox/slack/support/local-team.ts';
import { nextAnswer, slackWorld, type Notes } from './support/slack-world.ts';

const setup: ModalView = {
  id: 'board.setup',
  title: 'Set up a leaderboard',
  submit: 'Next',
  close: 'Cancel',
  metadata: '{"board":7}',
  blocks: [
    channelInput({ id: 'channel', label: 'Channel' }),
    textInput({ id: 'name', label: 'Name', optional: true }),
  ],
};

/** A word that shows a button, and one that opens the modal. */
const subcommands: readonly Subcommand<Notes>[] = [
  {
    name: 'board',
    summary: 'The board',
    example: '/attain board',
    permission: 'anyone',
    shows: [],
    run: async () => ({
      text: mrkdwn`Dana leads`,
      blocks: [
        section(mrkdwn`Dana leads`),
        actions(
          { action: 'board.why', label: 'Why', value: 'dana/Q4' },
          { action: 'board.gone', label: 'Old' },
        ),
      ],
    }),
  },
  {
    name: 'setup',
    summary: 'Set up',
    example: '/attain setup',
    permission: 'anyone',
    shows: [],
    run: async ({ openModal }) => {
      await openModal(setup);
      return undefined;
    },
  },
];

const why: Action<Notes> = {
  id: 'board.why',
  permission: 'linked',
  shows: [],
  run: async ({ value, channelId }) =>
    note(mrkdwn`because of ${escapeText(value)} in ${escapeText(channelId ?? '')}`),
};

function modal(
  submit: Modal<Notes>['submit'],
  permission: Modal<Notes>['permission'] = 'installer',
): Modal<Notes> {
  return { id: 'board.setup', permission, shows: [], submit };
}

describe('a pressed button', () => {
  async function press(who: string, action: string): Promise<string> {
    const { slack } = await slackWorld({ subcommands, actions: [why] });
    await slack.command(who, '/attain board', { channel: SALES });
    await nextAnswer(slack, who);
    expect(await slack.click(who, { action })).toMatchObject({ ok: true });
    return nextAnswer(slack, who, 1);
  }

  it('is answered privately, with what it stands for', async () => {
    expect(await press(DANA, 'board.why')).toBe(`because of dana/Q4 in ${SALES}`);
  });

  it('by someone who may not is refused: a button can be pressed by anyone who sees it', async () => {
    expect(await press(OMAR, 'board.why')).toContain('You are not linked');
  });

  it('of an older version says that it is no longer in use', async () => {
    expect(await press(DANA, 'board.gone')).toContain('This button is no longer in use.');
  });
});

describe('a modal', () => {
  async function opened(submit: Modal<Notes>['submit'], options: { who?: string; patienceMs?: number } = {}) {
    const { who = DANA, ...more } = options;
    const { slack } = await slackWorld({ subcommands, modals: [modal(submit)] }, more);
    await slack.command(who, '/attain setup', { channel: SALES });
    await slack.until(() => slack.views(who)[0], { what: 'the modal' });
    return slack;
  }
  const filled = { values: { channel: SALES, name: 'Top ten' } };
  const titleOf = (view: { content: { title?: { text: string } | undefined } } | undefined) =>
    view?.content.title?.text;

  it('that was filled in closes, and its handler has the values and its own metadata', async () => {
    let given: unknown;
    const slack = await opened(async ({ values, metadata }) => {
      given = { values, metadata };
      return { kind: 'close' };
    });
    expect(await slack.submit(DANA, filled)).toEqual({ result: 'closed' });
    expect(given).toEqual({ values: { channel: SALES, name: 'Top ten' }, metadata: '{"board":7}' });
  });

  it('with a mistake stays open with the words next to the input', async () => {
    const slack = await opened(async () => ({
      kind: 'errors',
      errors: { channel: 'Attain is not in this channel.' },
    }));
    expect(await slack.submit(DANA, filled)).toEqual({
      result: 'errors',
      errors: { channel: 'Attain is not in this channel.' },
      sent: true,
    });
  });

  it('says back what was typed without anything hidden in it', async () => {
    const slack = await opened(async () => ({
      kind: 'errors',
      errors: { channel: '"a\u202Eb\u200Bc\nd" is no channel.' },
    }));
    expect(await slack.submit(DANA, filled)).toMatchObject({
      errors: { channel: '"abc d" is no channel.' },
    });
  });

  it('with a mistake that was corrected is served again', async () => {
    const slack = await opened(async ({ values }) =>
      values.name === 'Top ten' ? { kind: 'errors', errors: { name: 'Taken.' } } : { kind: 'close' },
    );
    expect(await slack.submit(DANA, filled)).toMatchObject({ result: 'errors' });
    expect(await slack.submit(DANA, { values: { channel: SALES, name: 'Top five' } })).toEqual({
      result: 'closed',
    });
    expect(slack.views(DANA)).toEqual([]);
  });

  it('leads to a preview, which is another modal', async () => {
    const preview = { ...setup, id: 'board.preview', title: 'Preview', blocks: [section(mrkdwn`1. Dana`)] };
    const slack = await opened(async () => ({ kind: 'update', view: preview }));
    expect(await slack.submit(DANA, filled)).toEqual({ result: 'updated' });
    expect(titleOf(slack.views(DANA)[0])).toBe('Preview');
  });

  it('refused by its handler keeps what was entered and says why', async () => {
    const slack = await opened(async () => {
      throw new Refusal('There is a board "A & B" already.', 'Choose another name.');
    });
    expect(await slack.submit(DANA, filled)).toMatchObject({
      result: 'errors',
      errors: { channel: 'There is a board "A & B" already. Choose another name.' },
    });
  });

  it('submitted by someone who may not is refused', async () => {
    const slack = await opened(async () => ({ kind: 'close' }), { who: OMAR });
    expect(await slack.submit(OMAR, filled)).toMatchObject({
      result: 'errors',
      errors: { channel: expect.stringContaining('Only an admin of Attain') },
    });
  });

  it('whose handler breaks shows no detail of it', async () => {
    const slack = await opened(async () => {
      throw new Error('select * from board');
    });
    const outcome = await slack.submit(DANA, filled);
    expect(JSON.stringify(outcome)).toMatch(/went wrong on our side/);
    expect(JSON.stringify(outcome)).not.toContain('select');
  });

  it.each<[string, SubmitOutcome, string]>([
    ['done', { kind: 'close' }, 'Done'],
    ['another modal', { kind: 'update', view: { ...setup, title: 'Preview' } }, 'Preview'],
    ['a mistake', { kind: 'errors', errors: { channel: 'Not this one.' } }, 'Not saved'],
  ])('whose handler takes long says so in time, and then: %s', async (_, outcome, title) => {
    const finish = Promise.withResolvers<SubmitOutcome>();
    const slack = await opened(() => finish.promise, { patienceMs: 20 });
    expect(await slack.submit(DANA, filled)).toEqual({ result: 'updated' });
    expect(titleOf(slack.views(DANA)[0])).toBe('One moment');
    finish.resolve(outcome);
    await slack.until(() => (titleOf(slack.views(DANA)[0]) === title ? true : undefined), { what: title });
  });

  it('whose handler takes long and fails says so at the end', async () => {
    const finish = Promise.withResolvers<SubmitOutcome>();
    const slack = await opened(() => finish.promise, { patienceMs: 20 });
    await slack.submit(DANA, filled);
    finish.reject(new Refusal('The channel is archived.'));
    await slack.until(() => (titleOf(slack.views(DANA)[0]) === 'That did not work' ? true : undefined));
  });

  it('that comes too late for Slack’s three seconds is explained', async () => {
    const { slack } = await slackWorld({ subcommands, modals: [] });
    slack.faults.add({ kind: 'error', method: 'views.open', error: 'expired_trigger_id' });
    await slack.command(DANA, '/attain setup', { channel: SALES });
    expect(await nextAnswer(slack, DANA)).toBe('That did not work just now. Please try again in a moment.');
  });
});
