import { giveRole } from '#access/roles.ts';
import { startCelebration } from '#features/celebrations/start.ts';
import { importCorrections } from '#features/people/import-corrections.ts';
import { startBoard } from '#features/leaderboard/run.ts';
import { importQuotas } from '#features/quotas/import.ts';
import { must } from '#lib/errors.ts';
import type { Day } from '#lib/days.ts';
import type { Office } from './office.ts';
import { fill } from './desk.ts';

/** Who is who in the story that goes beyond their temper. Slack ids. */
export interface Cast {
  /** Installs, announces. */
  readonly operations: string;
  /** Executive, approves. */
  readonly chief: string;
  /** On leave for two weeks. */
  readonly away: string;
  /** Turns nudges off. */
  readonly unsubscribed: string;
  /** Pauses everything for a week. */
  readonly snoozing: string;
  /** Has milestones in the digest, and one message a day. */
  readonly modest: string;
}

const BOARD_ZONE = 'America/New_York';

/** Who plays which part: reps by their place in the list, so that another company has one too. */
export function castOf({ company, team }: Office): Cast {
  const { people } = company.world;
  const slackId = (number: number) => `U0BW${String(number).padStart(7, '0')}`;
  const staff = people.filter(({ leftOn }) => leftOn === undefined);
  const rep = (nth: number) =>
    slackId(
      must(staff.filter(({ job, carriesQuota }) => job === 'rep' && carriesQuota)[nth], 'another rep').number,
    );
  const chief = must(
    staff.find(({ job }) => job === 'chief'),
    'a chief',
  );
  return {
    operations: team.installerId,
    chief: slackId(chief.number),
    away: rep(1),
    unsubscribed: rep(5),
    snoozing: rep(7),
    modest: rep(9),
  };
}

/** What is set up on the day before the quarter begins. */
export async function begin(office: Office, cast: Cast, quarter: { readonly start: Day }): Promise<void> {
  const { app, clock, slack } = office;
  const { store } = app.services;
  const now = clock.now();
  await giveRole(store, {
    holder: cast.chief,
    role: 'exec',
    by: cast.operations,
    reason: 'leads sales',
    now,
  });
  await setUpBoards(office, cast);
  await setUpCelebrations(office, cast);
  await setActivityQuotas(office, quarter);
  await sendOnLeave(office, cast, quarter);
  await chooseTopics(office, cast);
  await slack.openHome(cast.operations);
}

async function setUpBoards({ app, clock, team }: Office, { operations }: Cast): Promise<void> {
  const by = { userId: operations, now: clock.now() };
  const weekly = { rows: 10, days: [1], hour: 8, timeZone: BOARD_ZONE, by: 'person' } as const;
  const { channelId, metric } = team.boardToStartWith;
  await startBoard(app.services, { ...weekly, channelId, metric, periodType: 'week' }, by);
  const all = { channelId: 'C0BW0000ALL', metric: 'bookings', periodType: 'month', by: 'team' } as const;
  await startBoard(app.services, { ...weekly, ...all }, by);
}

/** Larger deals, and quotas that are reached, in the channel that everybody reads. */
async function setUpCelebrations({ app, clock }: Office, { operations: by }: Cast): Promise<void> {
  const spec = {
    channelId: 'C0BW0000ALL',
    teamId: '',
    smallest: '2500000',
    currency: 'USD',
    says: 'people',
    withQuotas: true,
    fromHour: 8,
    toHour: 18,
    timeZone: BOARD_ZONE,
  } as const;
  await startCelebration(app.services, spec, { by, now: clock.now() });
}

/** Who prepares deals for others has a quota of calls a month, as such teams do. */
async function setActivityQuotas({ app, clock, company }: Office, { start }: { readonly start: Day }) {
  const rows = company.world.people
    .filter(({ job, leftOn }) => job === 'development' && leftOn === undefined)
    .flatMap(({ id }) => {
      const email = must(company.tables['User']?.find((row) => row['Id'] === id)?.['Email'], 'an address');
      return [0, 1, 2].map((ahead) => {
        const month = start.add({ months: ahead }).toPlainYearMonth().toString();
        return `${email.toLowerCase()},${month},calls,120`;
      });
    });
  const file = ['rep_email,period,metric,amount', ...rows].join('\n');
  const { problems } = await importQuotas(app.services.store, new TextEncoder().encode(`${file}\n`), {
    dryRun: false,
    now: clock.now(),
  });
  if (problems.length > 0) throw new Error(`quotas: ${JSON.stringify(problems)}`);
}

/** Two weeks, from the fourth Monday of the quarter on. */
async function sendOnLeave({ app, clock, team }: Office, { away }: Cast, { start }: { readonly start: Day }) {
  const { email } = must(
    team.people.find(({ id }) => id === away),
    'who is away',
  );
  const from = start.add({ days: 21 + ((8 - start.dayOfWeek) % 7) });
  const csv = `email,kind,value,from,to,reason\n${email},leave,leave,${from.toString()},${from.add({ days: 13 }).toString()},holiday\n`;
  const { problems } = await importCorrections(app.services.store, new TextEncoder().encode(csv), {
    dryRun: false,
    madeBy: 'quarter',
    now: clock.now(),
  });
  if (problems.length > 0) throw new Error(`leave: ${JSON.stringify(problems)}`);
}

/** One wants a message a day; two managers want the summary of their team, two reps a digest of their own week. */
async function chooseTopics(office: Office, { modest }: Cast): Promise<void> {
  const few = { topic_milestones: 'digest', budget: '1' };
  await openAndFill(office, { who: modest, line: '/attain settings', form: few });
  const { people } = office.company.world;
  const some = (job: string) =>
    people.filter((one) => one.job === job && one.leftOn === undefined).slice(0, 2);
  for (const { number } of some('manager')) await choose(office, number, { 'topic_nudges-team': 'on' });
  for (const { number } of some('rep')) await choose(office, number, { topic_weekly_mine: 'on' });
}

async function choose({ slack }: Office, number: number, form: Readonly<Record<string, string>>) {
  await openAndFill(
    { slack },
    { who: `U0BW${String(number).padStart(7, '0')}`, line: '/attain settings', form },
  );
}

/** Types a line that opens a window, and fills it. */
export async function openAndFill(
  { slack }: Pick<Office, 'slack'>,
  {
    who,
    line,
    form,
  }: {
    readonly who: string;
    readonly line: string;
    readonly form: Parameters<typeof fill>[2];
  },
): Promise<void> {
  await slack.command(who, line);
  await slack.until(() => slack.views(who).at(-1), { what: `the window of ${line}` });
  await fill(slack, who, form);
}
