import { dayWords } from '#lib/days.ts';
import type { Facts } from './facts.ts';

/** One thing that was looked at: whether it is well, how it stands, and what to do where it is not. */
export interface Finding {
  readonly name: 'Salesforce' | 'API calls' | 'Jobs' | 'Messages';
  readonly isWell: boolean;
  /** A sentence. */
  readonly says: string;
  /** One step; only where something is to be done. */
  readonly next?: string;
}

/** From this part of our share on, reading goes slowly. */
const NEARLY = 0.8;

/** What an admin should know, in this order: the data, what reading it costs, the work, the messages. */
export function findingsOf(facts: Facts): readonly Finding[] {
  return [dataFinding(facts), apiFinding(facts), ...jobsFinding(facts), messagesFinding(facts)];
}

function dataFinding({ sync, freshness, incident }: Facts): Finding {
  const name = 'Salesforce';
  const ready = sync.objects.filter(({ state }) => state === 'ready').length;
  const missing = sync.gaps.length;
  const gaps =
    missing === 0
      ? ''
      : ` ${counted(missing, 'object or field', 'objects or fields')} that figures can use ${missing === 1 ? 'was' : 'were'} not found.`;
  if (freshness.kind !== 'fresh')
    return { name, isWell: false, says: `${freshness.cause} Boards wait.`, next: freshness.remedy };
  if (sync.completeAt === null)
    return {
      name,
      isWell: false,
      says: 'It has not been read completely yet.',
      next: 'Wait for the first reading; `attain doctor` says how far it is.',
    };
  if (incident)
    return { name, isWell: true, says: 'The data is fresh again; boards that waited go out now.' };
  return {
    name,
    isWell: true,
    says: `${counted(ready, 'object')} ${ready === 1 ? 'is' : 'are'} read all the time.${gaps}`,
  };
}

function apiFinding({ sync: { apiUse }, apiShare }: Facts): Finding {
  const name = 'API calls';
  if (apiUse === null) return { name, isWell: true, says: 'None was made yet.' };
  const { calls, used, limit } = apiUse;
  const own = `${spelled(calls)} by Attain on ${dayWords(Temporal.PlainDate.from(apiUse.day))}`;
  if (used === null || limit === null || limit === 0n) return { name, isWell: true, says: `${own}.` };
  const part = Number(used) / Number(limit);
  const org = `the org has used ${spelled(used)} of ${spelled(limit)} (${percent(part)})`;
  if (apiShare === undefined) return { name, isWell: true, says: `${own}; ${org}.` };
  const says = `${own}; ${org}, Attain reads up to ${percent(apiShare)}.`;
  if (part < apiShare * NEARLY) return { name, isWell: true, says };
  const slow = part < apiShare ? 'goes slowly' : 'rests until less is used';
  return {
    name,
    isWell: false,
    says: `${says} Reading ${slow}.`,
    next: 'Raise SALESFORCE_API_SHARE, or find out what else uses so much.',
  };
}

function jobsFinding({ jobs, failures }: Facts): readonly Finding[] {
  if (jobs === undefined) return [];
  const { waiting, active, failed } = jobs;
  const says = `${spelled(waiting)} waiting, ${spelled(active)} running, ${spelled(failed)} failed.`;
  const [latest] = failures;
  if (failed === 0 || latest === undefined) return [{ name: 'Jobs', isWell: failed === 0, says }];
  const next =
    'Look at the log for why it failed. Nothing has to be started: each comes again at its next time.';
  return [{ name: 'Jobs', isWell: false, says: `${says} The latest that failed was ${latest.name}.`, next }];
}

function messagesFinding({ posts, held, doubles }: Facts): Finding {
  const name = 'Messages';
  const waiting = Math.max(0, posts.pending - held);
  const says = [
    `${spelled(waiting)} on their way`,
    `${spelled(held)} held for people's quiet hours and digests`,
    ...(posts.settling > 0 ? [`${spelled(posts.settling)} being looked for`] : []),
    `${spelled(posts.parked)} waiting for a decision`,
  ].join(', ');
  if (posts.parked > 0)
    return {
      name,
      isWell: false,
      says: `${says}.`,
      next: 'Slack did not say whether they arrived, so they are not sent again. Look in the channel, then decide.',
    };
  if (doubles > 0)
    return {
      name,
      isWell: false,
      says: `${counted(doubles, 'message')} ${doubles === 1 ? 'stands' : 'stand'} twice and could not be taken away.`,
      next: 'Delete the second one in Slack; the log names its channel and stamp.',
    };
  return { name, isWell: true, says: `${says}.` };
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${spelled(count)} ${count === 1 ? one : many}`;
}

function spelled(count: number | bigint): string {
  return count.toLocaleString('en-US');
}

function percent(part: number): string {
  const rounded = Math.round(part * 100);
  if (part > 0 && rounded === 0) return 'less than 1%';
  return part < 1 && rounded === 100 ? 'more than 99%' : `${rounded}%`;
}
