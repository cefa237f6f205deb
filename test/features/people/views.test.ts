import { expect, it } from 'vitest';
import { unclearBlocks } from '#features/people/unclear-views.ts';
import { peopleMessage } from '#features/people/views.ts';

it.each([
  [1, 1, '*1 of 1* person in Salesforce is linked to Slack.'],
  [1, 5, '*1 of 5* people in Salesforce is linked to Slack.'],
  [2, 5, '*2 of 5* people in Salesforce are linked to Slack.'],
])('who is linked is counted in the singular where it is one: %i of %i', (linked, people, words) => {
  const nobody = { proposals: [], returning: [], waiting: [], unclear: [], unmatched: 0, ended: [] };
  expect(peopleMessage({ ...nobody, counts: { linked, people } }).text).toContain(words);
});

it('an account that Slack does not name is left to each reader’s Slack', () => {
  const nobody = { proposals: [], returning: [], unclear: [], unmatched: 0, ended: [] };
  const waits = {
    slackUserId: 'U0X',
    personId: '1',
    slackName: undefined,
    personName: 'Ana Silva',
    email: '',
  };
  const { text, blocks } = peopleMessage({ ...nobody, counts: { linked: 0, people: 1 }, waiting: [waits] });
  expect(text).toContain('<@U0X> in Slack signed in to Salesforce as Ana Silva');
  expect(JSON.stringify(blocks)).toContain('Confirm that Ana Silva is a Slack account');
});

it('two of one name and one e-mail are told apart by their user names, however long the name', () => {
  const name = 'Ana '.repeat(30);
  const person = (personId: string, username: string) => ({
    personId,
    name,
    email: 'ana@x.example',
    username,
  });
  const blocks = unclearBlocks({
    people: [person('005A', 'ana@x.example'), person('005B', 'ana@x.example.uk')],
    members: [{ id: 'U0A', name: 'Ana', email: 'ana@x.example' }],
  });
  const said = JSON.stringify(blocks);
  expect(said).not.toContain('005B)');
  expect(said).toContain('… (ana@x.example.uk)"');
  expect(said).toContain('(ana@x.example, ana@x.example.uk)');
  expect(said).toContain('Confirm ana@x.example.uk is ana@x.example');
});

it('where several may be meant on both sides, each button names both', () => {
  const two = ['a', 'b'].map((one) => ({
    personId: one,
    name: 'Ana',
    email: 'ana@x.example',
    username: `${one}@sf.example`,
  }));
  const members = ['c', 'd'].map((one) => ({ id: one, name: 'Ana', email: `${one}@x.example` }));
  const labels = [
    ...JSON.stringify(unclearBlocks({ people: two, members })).matchAll(/"text":"([^" ]+ is [^" ]+)"/g),
  ];
  expect(labels.map(([, label]) => label)).toEqual([
    'a@sf.example is c@x.example',
    'a@sf.example is d@x.example',
    'b@sf.example is c@x.example',
    'b@sf.example is d@x.example',
  ]);
});
