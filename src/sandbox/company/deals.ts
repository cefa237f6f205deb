import type { Day } from '#lib/days.ts';
import type { Deal } from './deal.ts';
import { drawFate, liveThrough } from './deal-life.ts';
import { recordId } from './ids.ts';
import { planLines } from './line-items.ts';
import { type Person, worksOn } from './people.ts';
import { pickWeighted, type Random, randomOf } from './random.ts';
import { storyFor } from './storied-deals.ts';
import { isWorkingDay } from './work-days.ts';
import type { World } from './world.ts';

/** Deals opened on a working day of an average month, before growth. */
const DEALS_A_DAY = 4.6;
const GROWTH_A_MONTH = 0.012;
/** January to December: buyers sign for the harvest and before the year ends; holidays are quiet. */
const SEASON = [0.8, 0.95, 1.1, 1, 0.95, 0.9, 0.8, 1.15, 1.55, 1.3, 0.95, 0.6];

/** The deals that the company opens on a day, each with its whole life. None on weekends. */
export function dealsOpenedOn(world: World, day: Day): readonly Deal[] {
  if (!isWorkingDay(day)) return [];
  const random = randomOf(`${world.seed}/deals/${day}`);
  const growth =
    1 + GROWTH_A_MONTH * world.startsOn.until(day).total({ unit: 'months', relativeTo: world.startsOn });
  const expected = DEALS_A_DAY * world.scale * growth * (SEASON[day.month - 1] ?? 1);
  const count = Math.min(99, Math.floor(expected * (0.5 + random.next()) + random.next()));
  const sellers = world.people.filter((person) => person.opening > 0 && worksOn(person, day));
  return Array.from({ length: count }, (_, index) => openDeal(world, { day, index, sellers }));
}

function openDeal(
  world: World,
  { day, index, sellers }: { readonly day: Day; readonly index: number; readonly sellers: readonly Person[] },
): Deal {
  const random = randomOf(`${world.seed}/deal/${day}/${index}`);
  const owner = pickWeighted(sellers, { weight: ({ opening }) => opening, random });
  const account = random.pick(world.accounts.filter(({ team }) => team === owner.team));
  const number = dayNumber(day) * 100 + index;
  const segment = account.team.segment;
  const story = index === 0 ? storyFor(world.today, day) : undefined;
  const fate = story?.fate ?? drawFate({ owner, segment, openedOn: day }, random);
  return {
    id: recordId('Opportunity', number),
    number,
    name: story?.name ?? `${account.name} – ${random.pick(PURPOSES)}`,
    owner,
    account,
    territoryId: territoryOf(owner, random),
    type: random.pick(['New Business', 'New Business', 'Expansion', 'Expansion', 'Renewal']),
    leadSource: random.pick(['Trade Fair', 'Referral', 'Web', 'Outbound', 'Partner', '']),
    lines: random.chance(0.4) ? planLines(random) : [],
    life: liveThrough({ fate, owner, segment }, random),
  };
}

const PURPOSES = [
  'cold store monitoring',
  'harvest season sensors',
  'fleet lanterns',
  'audit readiness',
  'second site',
  'pilot to rollout',
  'care plan',
  'gateway renewal',
  'alerts for the night shift',
];

/** The seller's territory; now and then nobody filled it in, or the deal is for the whole region. */
function territoryOf(owner: Person, random: Random): string {
  if (random.chance(0.07)) return '';
  const territory = random.chance(0.03) ? owner.region?.territory : owner.team?.territory;
  return territory?.id ?? '';
}

/** Days since 2000, for numbers that follow the calendar. */
export function dayNumber(day: Day): number {
  return Temporal.PlainDate.from('2000-01-01').until(day).days;
}
