import { expect, it } from 'vitest';
import { peopleMessage } from '#features/people/views.ts';

it.each([
  [1, 1, '*1 of 1* person in Salesforce is linked to Slack.'],
  [1, 5, '*1 of 5* people in Salesforce is linked to Slack.'],
  [2, 5, '*2 of 5* people in Salesforce are linked to Slack.'],
])('who is linked is counted in the singular where it is one: %i of %i', (linked, people, words) => {
  const nobody = { proposals: [], returning: [], waiting: [], unclear: [], unmatched: 0, ended: [] };
  expect(peopleMessage({ ...nobody, counts: { linked, people } }).text).toContain(words);
});
