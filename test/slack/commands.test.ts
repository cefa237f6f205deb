import { describe, expect, it } from 'vitest';
import { Refusal, TryLater } from '#lib/errors.ts';
import { note } from '#slack/blocks/message.ts';
import { escapeText, mrkdwn } from '#slack/blocks/text.ts';
import type { CommandCall, Subcommand } from '#slack/routes.ts';
import { DANA, OMAR, SALES } from '../sandbox/slack/support/local-team.ts';
import { nextAnswer, slackWorld, type Notes } from './support/slack-world.ts';

/** Knows the period Q3 and nothing else, as a parser would. */
const attainment: Subcommand<Notes> = {
  name: 'attainment',
  isDefault: true,
  direct: ['/attainment'],
  summary: 'Your attainment',
  example: '/attain Q3',
  permission: 'linked',
  shows: [],
  run: async ({ text, timeZone }) => {
    if (text !== '' && text !== 'Q3') throw new Refusal(`I know no period "${text}".`);
    return note(mrkdwn`112 % (${escapeText(text)}, ${escapeText(timeZone)})`);
  },
};

const leaderboard: Subcommand<Notes> = {
  name: 'leaderboard',
  direct: ['/leaderboard'],
  summary: 'Who leads',
  example: '/attain leaderboard',
  permission: 'anyone',
  shows: [],
  run: async (call: CommandCall<Notes>) => {
    call.services.push(call.text);
    return note(mrkdwn`Dana leads`);
  },
};

const settings: Subcommand<Notes> = {
  name: 'settings',
  summary: 'Set things up',
  example: '/attain settings',
  permission: 'installer',
  shows: [],
  run: async () => note(mrkdwn`all set`),
};

const boom: Subcommand<Notes> = {
  name: 'boom',
  summary: 'Fails',
  example: '/attain boom',
  permission: 'anyone',
  shows: [],
  run: async ({ text }) => {
    throw text === 'later' ? new TryLater('slow') : new Error('select * from person');
  },
};

const subcommands = [attainment, leaderboard, settings, boom];

async function ask(who: string, line: string): Promise<string> {
  const { slack } = await slackWorld({ subcommands });
  expect(await slack.command(who, line, { channel: SALES })).toMatchObject({ ok: true });
  return nextAnswer(slack, who);
}

describe('a command typed in Slack', () => {
  it.each([
    ['/attain', '112 % (, America/New_York)'],
    ['/attain Q3', '112 % (Q3, America/New_York)'],
    ['/attainment Q3', '112 % (Q3, America/New_York)'],
    ['/attain leaderboard', 'Dana leads'],
    ['/leaderboard', 'Dana leads'],
    ['/attain settings', 'all set'],
  ])('%s is answered privately with "%s"', async (line, answer) => {
    expect(await ask(DANA, line)).toBe(answer);
  });

  it('is seen by nobody else', async () => {
    const { slack } = await slackWorld({ subcommands });
    await slack.command(DANA, '/attain', { channel: SALES });
    await nextAnswer(slack, DANA);
    expect(slack.messages(SALES)).toEqual([]);
    expect(slack.ephemeral(OMAR)).toEqual([]);
  });

  it('that is mistyped gets the word that was meant', async () => {
    expect(await ask(DANA, '/attain leaderbord')).toBe(
      'There is no "leaderbord" here. Did you mean /attain leaderboard?',
    );
  });

  it('that nobody understands gets the default’s words and where to find help', async () => {
    expect(await ask(DANA, '/attain gibberish')).toBe(
      'I know no period "gibberish". /attain help lists what you can ask.',
    );
  });

  it('cannot make the answer call the channel', async () => {
    const answer = await ask(DANA, '/attain <!channel> & @here');
    expect(answer).not.toContain('<!');
    expect(answer).toContain('&lt;!channel&gt; &amp; @\u2060here');
  });

  it('reaches its handler as it was typed', async () => {
    const notes: Notes = [];
    const { slack } = await slackWorld({ subcommands }, { notes });
    await slack.command(DANA, '/leaderboard AT&T <West>', { channel: SALES });
    await nextAnswer(slack, DANA);
    expect(notes).toEqual(['AT&T <West>']);
  });

  it('for help lists what this person may ask', async () => {
    expect(await ask(DANA, '/attain help')).toContain('`/attain settings` – Set things up');
    const omars = await ask(OMAR, '/attain help');
    expect(omars).toContain('/attain leaderboard');
    expect(omars).not.toContain('/attain settings');
  });
});

describe('a person who may not', () => {
  it('because they are not linked learns what to do', async () => {
    expect(await ask(OMAR, '/attain')).toBe(
      'You are not linked to a person in Salesforce yet, and this needs to know who you are there. Type /attain link, or ask the person who installed Attain to link you.',
    );
  });

  it('because they did not install the app learns who can', async () => {
    expect(await ask(OMAR, '/attain settings')).toContain('Only an admin of Attain may do this.');
  });

  it('is not led by did-you-mean to what they may not use', async () => {
    expect(await ask(OMAR, '/attain setings')).not.toContain('/attain settings');
  });
});

describe('a handler that fails', () => {
  it('is apologised for with a reference and without its cause', async () => {
    const answer = await ask(DANA, '/attain boom');
    expect(answer).toMatch(/written down as [2-9A-Z]{7};/);
    expect(answer).not.toContain('select');
  });

  it('for a moment asks for patience', async () => {
    expect(await ask(DANA, '/attain boom later')).toBe(
      'That did not work just now. Please try again in a moment.',
    );
  });
});

describe('when the answer address does not work', () => {
  it('the answer is shown in the channel to this person alone', async () => {
    const { slack } = await slackWorld({ subcommands });
    slack.faults.add({ kind: 'status', method: 'response_url', status: 500 });
    await slack.command(DANA, '/attain', { channel: SALES });
    expect(await nextAnswer(slack, DANA)).toContain('112 %');
    expect(slack.calls('chat.postEphemeral')).toHaveLength(1);
  });

  it('and neither does the channel, the answer is a direct message', async () => {
    const { slack } = await slackWorld({ subcommands });
    slack.faults.add({ kind: 'status', method: 'response_url', status: 500 });
    await slack.command(DANA, '/attain', { channel: 'C0OTHER' });
    const message = await slack.until(() => slack.direct(DANA).at(-1), { what: 'a direct message' });
    expect(message.text).toContain('112 %');
  });
});
