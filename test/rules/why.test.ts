import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { homeOf, type Services } from '#feature.ts';
import { FEATURES } from '#features.ts';
import { contentOf as contentOfWeek } from '#features/digest/content.ts';
import { weekMessage } from '#features/digest/views.ts';
import { correctionMessage } from '#features/leaderboard/correction-views.ts';
import { startBoard } from '#features/leaderboard/run.ts';
import { boardMessage } from '#features/leaderboard/views.ts';
import { Refusal } from '#lib/errors.ts';
import { WHY } from '#metrics/why-button.ts';
import type { Message } from '#slack/blocks/message.ts';
import { aCall, OPS } from '../features/a-call.ts';
import { tell } from '../features/attainment/asking.ts';
import { weekOf } from '../features/digest/week.ts';
import { CELEBRATION_POSTS } from '../features/celebrations/messages.ts';
import { COACHING_POSTS } from '../features/coaching/messages.ts';
import { contentOf, figureOf, usd } from '../features/leaderboard/figures.ts';
import { NUDGE_POSTS } from '../features/nudges/messages.ts';
import { servicesOf } from '../features/services.ts';
import { ANA, DANA, smallCompany } from '../features/small-company.ts';
import { freshInstallationId, openTestDatabase } from '../support/database.ts';

const now = Temporal.Instant.from('2026-11-18T09:00:00Z');

/** Numbers as figures are written: money, percentages, counts of what metrics count. */
const FIGURE =
  /[$€£]\d|\d\s?%|\b\d[\d,.]*\s(?:deals?|calls?|e-?mails?|meetings?|touches|units?|points?|times)\b/;
/** These explain: the answer to why itself, and what a metric means, with its worked example. */
const EXPLAIN = new Set(['why', 'define']);
/** Their sections of Home show what somebody set and how the product does: thresholds and shares, no figures of sales. */
const MACHINERY = new Set(['company', 'health']);
/** What each registered kind of post says. A kind that shows no figure is listed with undefined. */
const POSTS: Readonly<Record<string, Message | undefined>> = {
  leaderboard: boardMessage(board()),
  weekly: weekMessage(contentOfWeek(weekOf(), { before: undefined, current: undefined })),
  'weekly.mine': weekMessage(
    contentOfWeek(weekOf({ about: { about: 'mine', subjectId: 'ANA' } }), {
      before: undefined,
      current: undefined,
    }),
  ),
  'access.withheld': undefined,
  'leaderboard.correction': correctionMessage(board(), {
    said: { slotAt: now, periodStart: '2026-11-16', kind: 'due', lines: [] },
    differences: [
      {
        name: 'Dana Cole',
        before: undefined,
        after: {
          id: 'Dana Cole',
          name: 'Dana Cole',
          rank: 1,
          shown: '$42,000',
          exact: '42000.00',
          amount: null,
        },
        isNamed: true,
      },
    ],
  }),
  'freshness.begun': undefined,
  'freshness.over': undefined,
  'health.in_doubt': undefined,
  'people.requested': undefined,
  'quotas.proposed': undefined,
  'quotas.decided': undefined,
  'people.linked': undefined,
  'people.link_waits': undefined,
  'announcements.told': undefined,
  'announcements.posted': undefined,
  'announcements.approve': undefined,
  'announcements.sent_back': undefined,
  'announcements.page': undefined,
  'announcements.asked': undefined,
  'announcements.answered': undefined,
  'announcements.answer_posted': undefined,
  'announcements.reminder': undefined,
  'praise.posted': undefined,
  'praise.told': undefined,
  'onboarding.checklist': undefined,
  'onboarding.invitation': undefined,
  ...NUDGE_POSTS,
  ...COACHING_POSTS,
  ...CELEBRATION_POSTS,
  'settings.digest': undefined,
  'settings.question': undefined,
  'settings.moved': undefined,
};

function board() {
  const figures = [figureOf('Dana Cole', usd(42_000)), figureOf('Ana Silva', usd(30_000))];
  return contentOf(figures, { total: figureOf('Company', usd(72_000)) });
}

const wordsOf = ({ text, blocks }: Message) => `${text}\n${JSON.stringify(blocks)}`;
const showsFigure = (words: string) => FIGURE.test(words);
const asksWhy = (words: string) => words.includes(`"action_id":"${WHY}"`);

let services: Services;
beforeAll(async () => {
  const migrations = Object.assign({}, ...FEATURES.map((feature) => feature.migrations ?? {}));
  const database = await openTestDatabase({ migrations });
  services = servicesOf(await smallCompany(await database.installation(freshInstallationId())), { now });
  await tell(services, 'D1', { name: 'Acme', amount: 10_000n, at: now });
  await services.store.db
    .insertInto('quota')
    .values({
      person_id: ANA,
      metric: 'bookings',
      start_on: '2026-10-01',
      end_on: '2027-01-01',
      amount: 40_000n,
      currency: 'USD',
      source: 'csv',
      source_id: 'csv',
      known_at: now.toString(),
    })
    .execute();
  const spec = {
    channelId: 'C1',
    metric: 'bookings',
    periodType: 'quarter',
    by: 'person',
    rows: 10,
  } as const;
  const schedule = { days: [1], hour: 8, timeZone: 'Europe/Berlin' };
  await startBoard(services, { ...spec, ...schedule }, { userId: 'U1', now });
  return () => database.close();
});

const call = (personId: string) => aCall({ services, actor: { ...OPS, slackUserId: 'U1', personId }, now });

interface Heard {
  readonly where: string;
  readonly words: string;
}

/** What every sub-command answers to its own example and to nothing, and what Home shows. */
async function everythingSaid(personId: string): Promise<readonly Heard[]> {
  const heard: Heard[] = [];
  const commands = FEATURES.flatMap((feature) => feature.subcommands ?? []);
  for (const { name, example, run } of commands.filter((it) => !EXPLAIN.has(it.name))) {
    const words = example.replace(/^\/attain\s*/, '').replace(new RegExp(`^${name}\\s*`), '');
    for (const text of new Set(['', words])) {
      const answer = await run({ ...call(personId), text }).catch(refused);
      if (answer) heard.push({ where: `/attain ${name} ${text}`.trim(), words: wordsOf(answer) });
    }
  }
  for (const feature of FEATURES.filter(({ name }) => !MACHINERY.has(name))) {
    for (const section of homeOf(feature)) {
      const blocks = await section.render(call(personId));
      heard.push({ where: `Home, ${feature.name}`, words: JSON.stringify(blocks) });
    }
  }
  return heard;
}

function refused(error: unknown): undefined {
  if (!(error instanceof Refusal)) throw error;
}

describe('every figure answers why', () => {
  it.each([ANA, DANA])('in whatever a person asks for and in Home', async (personId) => {
    const all = await everythingSaid(personId);
    const figures = all.filter(({ words }) => showsFigure(words));
    expect(figures.map(({ where }) => where)).toEqual(
      expect.arrayContaining(['/attain attainment', '/attain leaderboard', 'Home, attainment']),
    );
    expect(figures.filter(({ words }) => !asksWhy(words)).map(({ where }) => where)).toEqual([]);
  });

  it('in every kind of post', () => {
    const kinds = FEATURES.flatMap((feature) => feature.posts ?? []).map(({ kind }) => kind);
    expect(Object.keys(POSTS).toSorted()).toEqual(kinds.toSorted());
    const shown = Object.values(POSTS).flatMap((message) => (message ? [wordsOf(message)] : []));
    expect(shown.filter((words) => !showsFigure(words) || !asksWhy(words))).toEqual([]);
  });

  it('wherever a feature writes figures at all', () => {
    const files = readdirSync('src/features', { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => ({ feature: dirname(file), text: readFileSync(join('src/features', file), 'utf8') }));
    const using = (module: string) =>
      new Set(files.filter(({ text }) => text.includes(`'${module}'`)).map(({ feature }) => feature));
    const answering = using('#metrics/why-button.ts');
    expect([...using('#metrics/figure-text.ts')].filter((feature) => !answering.has(feature))).toEqual([]);
  });

  it('with a button that is served', () => {
    const served = FEATURES.flatMap((feature) => feature.actions ?? []).map(({ id }) => id);
    expect(served).toContain(WHY);
  });
});
