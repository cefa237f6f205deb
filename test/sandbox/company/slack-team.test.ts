import { expect, test } from 'vitest';
import { inventCompany } from '#sandbox/company/company.ts';
import { inventSlackTeam } from '#sandbox/company/slack-team.ts';
import { rowsOf } from './reading.ts';

const company = inventCompany({ scale: 0.1 });
const team = inventSlackTeam(company);

test('everyone who works in sales is in Slack under the address the CRM knows, whatever its capitals', () => {
  const active = rowsOf(company, 'User').filter(({ IsActive }) => IsActive === 'true');
  const inSlack = new Set(team.people.map(({ email }) => email));
  expect(active.filter(({ Email = '' }) => !inSlack.has(Email.toLowerCase()))).toEqual([]);
  expect(active.some(({ Email = '' }) => Email !== Email.toLowerCase())).toBe(true);
});

test('one person of Slack is not in the CRM, and who left is not in Slack', () => {
  const emails = new Map(rowsOf(company, 'User').map((user) => [user['Email']?.toLowerCase(), user]));
  expect(team.people.filter(({ email }) => !emails.has(email))).toHaveLength(1);
  expect(team.people.filter(({ email }) => emails.get(email)?.['IsActive'] === 'false')).toEqual([]);
});

test('ids and handles are of the form Slack uses and occur once', () => {
  const ids = [...team.people, ...team.channels].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !/^[UC][A-Z0-9]{10}$/.test(id))).toEqual([]);
  expect(new Set(team.people.map(({ name }) => name)).size).toBe(team.people.length);
});

test('there is a channel for the leaderboard, for each region and for all, with members who exist', () => {
  expect(team.channels.map(({ name }) => name)).toEqual([
    'sales-leaderboard',
    'sales-americas',
    'sales-emea',
    'sales-apac',
    'sales-all',
  ]);
  const people = new Set(team.people.map(({ id }) => id));
  for (const { memberIds } of team.channels) {
    expect(memberIds.length).toBeGreaterThan(5);
    expect(memberIds.filter((id) => !people.has(id))).toEqual([]);
  }
});

test('the head of sales operations installs, and the first board goes to the leaderboard channel', () => {
  const installer = team.people.find(({ id }) => id === team.installerId);
  const user = rowsOf(company, 'User').find(({ Email }) => Email === installer?.email);
  expect(user?.['Title']).toBe('Head of Sales Operations');
  const channel = team.channels.find(({ id }) => id === team.boardToStartWith.channelId);
  expect(channel?.name).toBe('sales-leaderboard');
});
