import { describe, expect, it } from 'vitest';
import { section } from '#slack/blocks/layout.ts';
import { dataTable } from '#slack/blocks/table.ts';
import { escapeText, mrkdwn } from '#slack/blocks/text.ts';
import { DANA, OMAR } from '../sandbox/slack/support/local-team.ts';
import { slackWorld } from './support/slack-world.ts';

describe('App Home', () => {
  const blocksOf = (home: unknown) => JSON.stringify(home);

  it('is composed of the features’ sections in their order, with the state of the data below', async () => {
    const { slack } = await slackWorld({
      home: [
        { order: 20, permission: 'anyone', shows: [], render: async () => [section(mrkdwn`second section`)] },
        {
          order: 10,
          permission: 'anyone',
          shows: [],
          render: async ({ timeZone }) => [section(mrkdwn`first section, ${escapeText(timeZone)}`)],
        },
      ],
    });
    await slack.openHome(DANA);
    const home = blocksOf(await slack.until(() => slack.home(DANA), { what: 'Home' }));
    expect(home.indexOf('first section, America/New_York')).toBeGreaterThan(0);
    expect(home.indexOf('second section')).toBeGreaterThan(home.indexOf('first section'));
    expect(home).toContain('Salesforce read a minute ago');
  });

  it('shows the other sections when one fails, and leaves out what Home cannot show', async () => {
    const table = dataTable({ caption: 'c', header: ['a'], rows: [['b']], rowHeaderColumn: 0 });
    const { slack } = await slackWorld({
      home: [
        { order: 1, permission: 'anyone', shows: [], render: () => Promise.reject(new Error('select')) },
        {
          order: 2,
          permission: 'anyone',
          shows: [],
          render: async () => [table, section(mrkdwn`still here`)],
        },
      ],
    });
    await slack.openHome(DANA);
    const home = blocksOf(await slack.until(() => slack.home(DANA), { what: 'Home' }));
    expect(home).toContain('went wrong on our side');
    expect(home).toContain('still here');
  });

  it('tells a person who is not linked what to do', async () => {
    const { slack } = await slackWorld({});
    await slack.openHome(OMAR);
    expect(blocksOf(await slack.until(() => slack.home(OMAR), { what: 'Home' }))).toContain(
      'You are not linked',
    );
  });
});
