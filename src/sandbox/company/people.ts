import { type Day, isBefore } from '#lib/days.ts';
import { must } from '#lib/errors.ts';
import { recordId } from './ids.ts';
import { HEADQUARTERS_NAMES, NAMES_BY_REGION, type FullName } from './names.ts';
import { type Random, randomOf, shuffled } from './random.ts';
import { REGIONS, type Region, type Team } from './territories.ts';

type Job = 'chief' | 'director' | 'manager' | 'rep' | 'development' | 'specialist' | 'operations';

export interface Person {
  readonly id: string;
  readonly number: number;
  readonly name: FullName;
  readonly job: Job;
  readonly title: string;
  /** Blank for the head of the company's sales. */
  readonly managerId: string;
  readonly region: Region | undefined;
  readonly team: Team | undefined;
  readonly zone: string;
  readonly joinedOn: Day;
  /** The first day on which the person no longer worked here. */
  readonly leftOn: Day | undefined;
  readonly carriesQuota: boolean;
  /** How often the person's deals are won, and how many they open, against a typical colleague (1). */
  readonly winning: number;
  readonly opening: number;
}

type Post = Pick<Person, 'job' | 'title' | 'region' | 'team' | 'zone'>;
type Hire = (post: Post, who: { readonly name: FullName; readonly managerId: string }) => Person;

const HEADQUARTERS = { region: undefined, team: undefined, zone: 'America/New_York' };

/** Everyone who worked in sales here during the story: managers before the people they manage. */
export function hirePeople(seed: string, today: Day): readonly Person[] {
  const hire = recruiter(seed, today);
  const names = [...HEADQUARTERS_NAMES];
  const add = (post: Pick<Post, 'job' | 'title'>, managerId: string) =>
    hire({ ...HEADQUARTERS, ...post }, { name: must(names.shift(), 'another name'), managerId });
  const head = add({ job: 'chief', title: 'Chief Revenue Officer' }, '');
  const lead = add({ job: 'operations', title: 'Head of Sales Operations' }, head.id);
  const office = ['Revenue Analyst', 'Deal Desk'].map((title) => add({ job: 'operations', title }, lead.id));
  return [head, lead, ...office, ...REGIONS.flatMap((region) => hireRegion(region, head, { seed, hire }))];
}

function hireRegion(
  region: Region,
  head: Person,
  { seed, hire }: { readonly seed: string; readonly hire: Hire },
): readonly Person[] {
  const code = region.territory.developerName;
  const names = [
    ...shuffled(must(NAMES_BY_REGION[code], `names for ${code}`), randomOf(`${seed}/names/${code}`)),
  ];
  const add = (post: Omit<Post, 'region'>, manager: Person) =>
    hire(
      { ...post, region },
      { name: must(names.shift(), `another name for ${code}`), managerId: manager.id },
    );
  const own = { team: undefined, zone: region.zone };
  const director = add({ ...own, job: 'director', title: `Sales Director, ${region.territory.name}` }, head);
  const teams = region.teams.flatMap((team) => {
    const here = { team, zone: team.zone };
    const manager = add(
      { ...here, job: 'manager', title: `Sales Manager, ${team.territory.name}` },
      director,
    );
    const reps = repeat(team.reps, () => add({ ...here, job: 'rep', title: 'Account Executive' }, manager));
    return [manager, ...reps];
  });
  return [
    director,
    ...teams,
    ...repeat(region.developmentReps, () =>
      add({ ...own, job: 'development', title: 'Sales Development Representative' }, director),
    ),
    ...repeat(region.specialists, () =>
      add({ ...own, job: 'specialist', title: 'Solutions Specialist' }, director),
    ),
  ];
}

/** Numbers people as they are hired and gives the three who make the story uneven their particular dates. */
function recruiter(seed: string, today: Day): Hire {
  const seats = new Map<string, number>();
  let number = 0;
  return (post, { name, managerId }) => {
    number++;
    const random = randomOf(`${seed}/person/${number}`);
    const seatKey = `${post.job} ${post.team?.territory.developerName ?? ''}`;
    const seat = (seats.get(seatKey) ?? 0) + 1;
    seats.set(seatKey, seat);
    return {
      ...post,
      id: recordId('User', number),
      number,
      name,
      managerId,
      ...career(`${seatKey} ${seat}`, { today, random }),
      winning: 1 + 0.3 * random.bell(),
      opening: openingRate(post.job) * (1 + 0.25 * random.bell()),
    };
  };
}

function career(
  seat: string,
  { today, random }: { readonly today: Day; readonly random: Random },
): Pick<Person, 'joinedOn' | 'leftOn' | 'carriesQuota'> {
  const longAgo = today.subtract({ months: 20 + random.whole(0, 60), days: random.whole(0, 27) });
  const usual = { joinedOn: longAgo, leftOn: undefined, carriesQuota: seat.startsWith('rep ') };
  if (seat === 'rep UK_and_Ireland 2') return { ...usual, leftOn: today.subtract({ months: 6, days: 10 }) };
  if (seat === 'rep US_West 3') return { ...usual, joinedOn: today.subtract({ months: 2 }) };
  if (seat === 'rep DACH_and_Nordics 3') return { ...usual, carriesQuota: false };
  return usual;
}

/** Managers sell a little themselves; nobody else but the reps opens deals. */
function openingRate(job: Job): number {
  if (job === 'rep') return 1;
  return job === 'manager' ? 0.1 : 0;
}

/** Whether the person is with the company on a day. */
export function worksOn({ joinedOn, leftOn }: Person, day: Day): boolean {
  return !isBefore(day, joinedOn) && (leftOn === undefined || isBefore(day, leftOn));
}

function repeat<T>(times: number, make: () => T): readonly T[] {
  return Array.from({ length: times }, make);
}
