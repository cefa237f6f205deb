import { expect, it } from 'vitest';
import type { Feature } from '#feature.ts';
import { note } from '#slack/blocks/message.ts';
import { mrkdwn } from '#slack/blocks/text.ts';
import { differing } from '../../scripts/gallery/differing.ts';
import { createDrawing } from '../../scripts/gallery/draw.ts';
import { missing } from '../../scripts/gallery/names.ts';
import { pageOf } from '../../scripts/gallery/page.ts';
import { brokenIn } from '../../scripts/gallery/report.ts';
import { rulesBroken } from '../../scripts/gallery/rules.ts';
import type { Specimen } from '../../scripts/gallery/specimen.ts';
import type { Leaving } from '../hostile/support/judge.ts';

const button = (label: string, style?: string) => ({
  type: 'button',
  action_id: label,
  text: { type: 'plain_text', text: label },
  ...(style === undefined ? {} : { style }),
});
const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
const said = (text: string, ...blocks: readonly { type: string }[]): Leaving => ({
  kind: 'message',
  text,
  blocks: blocks.length === 0 ? [section(text)] : blocks,
});
const specimen = (leaving: Leaving, kind = 'post weekly'): Specimen => ({
  feature: 'digest',
  kind,
  variant: 'ordinary',
  reader: '',
  leaving,
});

it('a message as docs/messages.md wants it breaks no rule', () => {
  expect(rulesBroken(said('7 people have no bookings yet this week. 1 deal has no amount.'))).toEqual([]);
});

it.each([
  ['Otto is still at 19%', 'a word that shames'],
  ['You have only 3 deals', 'a word that shames'],
  ['1 quotas were set', 'one of many'],
  ['12 deal need a look', 'many of one'],
  ['From $10 → $20', 'a bar or an arrow'],
  ['Bookings: undefined', 'a value that nobody looked at'],
  ['The reason: is it changed?.', 'two full stops'],
])('"%s" is found to be %s', (text, fault) => {
  expect(rulesBroken(said(text)).map((line) => line.split(':')[0])).toEqual(expect.arrayContaining([fault]));
});

it('a text form that lacks a number of its blocks is found, one that says that lines are missing is not', () => {
  const board = section('Ana $42,000, Li $30,000');
  expect(rulesBroken(said('Ana leads with $42,000.', board))).toEqual([
    'its text form lacks numbers of its blocks: 30000',
  ]);
  expect(rulesBroken(said('Ana leads with $42,000.\n… and 1 more', board))).toEqual([]);
});

it('two buttons that stand out, two emoji and what Slack refuses are found', () => {
  const two = { type: 'actions', elements: [button('Post', 'primary'), button('Send', 'primary')] };
  expect(rulesBroken(said('Choose.', section('Choose.'), two))).toEqual(['2 buttons stand out']);
  expect(rulesBroken(said('Well done.', section('Well done 🎉 🎉')))).toEqual(['2 emoji: 🎉 🎉']);
  expect(rulesBroken(said('x', section('x'.repeat(3_001))))[0]).toMatch(/^Slack refuses it/);
});

it('what a feature declares and nobody saw is named', () => {
  const feature: Feature = {
    name: 'digest',
    summary: '',
    posts: ['weekly', 'weekly.mine'].map((kind) => ({
      kind,
      whenUnknown: 'ask',
      attention: 'channel',
      shows: [],
      render: async () => note(mrkdwn`Said.`),
    })),
    modals: [{ id: 'digest.own', permission: 'anyone', shows: [], submit: async () => ({ kind: 'close' }) }],
  };
  expect(missing([feature], [specimen(said('x'))])).toEqual(['post weekly.mine', 'modal digest.own']);
});

it('what looks alike is kept once, a broken rule is said once', () => {
  const [one, other] = [specimen(said('1 quotas for Ana')), specimen(said('1 quotas for Ana'), 'post other')];
  expect(differing([one, one, other])).toEqual([one, other]);
  expect(brokenIn([one, one])).toEqual(['ordinary, post weekly (2): one of many: 1 quotas for Ana']);
});

it('a specimen is drawn as the local Slack draws it, with its text form and what is wrong with it', () => {
  const page = pageOf('digest', [specimen(said('1 quotas for *Ana*'))], createDrawing());
  expect(page).toContain('1 quotas for <strong>Ana</strong>');
  expect(page).toContain('<pre class="text-form">1 quotas for *Ana*</pre>');
  expect(page).toContain('one of many');
});
