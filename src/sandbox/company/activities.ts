import { type Day, isBefore } from '#lib/days.ts';
import type { Account } from './accounts.ts';
import type { Deal } from './deal.ts';
import { dayNumber } from './deals.ts';
import { meeting } from './meetings.ts';
import type { Occasion } from './occasion.ts';
import { type Person, worksOn } from './people.ts';
import { type Random, randomOf } from './random.ts';
import type { Change } from './tables.ts';
import { loggedCall, loggedEmail, toDo } from './tasks.ts';
import { isWorkingDay, momentOn, workingDayFrom } from './work-days.ts';
import type { World } from './world.ts';

/** Of all calls and mails, how many were logged before the phone and mail connection. */
const LOGGED_BY_HAND = 0.22;

/** Calls, mails, meetings and to-dos around a deal while it is open. */
export function dealActivities(world: World, deal: Deal): readonly Change[] {
  const first = deal.life[0];
  const last = deal.life.at(-1);
  if (!first || !last) return [];
  const random = randomOf(`${world.seed}/deal-activity/${deal.number}`);
  const days = first.on.until(last.on).days;
  const count = Math.min(24, Math.round(2 + days / 6 + (last.stage.isWon ? 3 : 0)));
  return Array.from({ length: count }, (_, index) => index).flatMap((index) => {
    const on = workingDayFrom(first.on.add({ days: random.whole(0, days) }));
    const drawn = momentOn(on, { zone: deal.owner.zone, minute: random.whole(500, 1090) });
    const at = on.equals(first.on) ? first.at.add({ minutes: 3 + index * 5 }) : drawn;
    const isLogged = isLogging(world, on) || random.chance(LOGGED_BY_HAND);
    const occasion = {
      world,
      number: (deal.number * 30 + index) * 2,
      person: deal.owner,
      at,
      on,
      whatId: deal.id,
      accountId: deal.account.id,
      topic: deal.name.slice(0, 120),
    };
    return isLogged ? anyActivity(occasion, random) : [];
  });
}

function isLogging(world: World, on: Day): boolean {
  return !isBefore(on, world.loggingSince);
}

/** The customers of a seller's own territory, or of the whole region for those without one. */
function accountsFor(world: World, person: Person): readonly Account[] {
  return world.accounts.filter(({ team }) =>
    person.team ? team === person.team : team.territory.parentId === person.region?.territory.id,
  );
}

function anyActivity(occasion: Occasion, random: Random): readonly Change[] {
  const kind = random.next();
  if (kind < 0.36) return loggedCall(occasion, random);
  if (kind < 0.72) return loggedEmail(occasion, random);
  if (kind < 0.92) return meeting(occasion, random);
  return toDo(occasion, random);
}

/** Calls and mails of a working day to customers without a deal: many by development reps, few by sellers. */
export function prospectingOn(world: World, day: Day): readonly Change[] {
  if (!isWorkingDay(day)) return [];
  return world.people.flatMap((person) => {
    const reach = dailyReach(person);
    if (reach === 0 || !worksOn(person, day)) return [];
    const random = randomOf(`${world.seed}/prospecting/${day}/${person.number}`);
    const share = isLogging(world, day) ? 1 : LOGGED_BY_HAND;
    const expected = 2 * reach * share * world.scale * random.next();
    const count = Math.min(39, Math.floor(expected + random.next()));
    const accounts = count > 0 ? accountsFor(world, person) : [];
    return Array.from({ length: count }, (_, index) => index).flatMap((index) => {
      const account = random.pick(accounts);
      const occasion = {
        world,
        number: ((dayNumber(day) * 100 + person.number) * 40 + index) * 2 + 1,
        person,
        at: momentOn(day, { zone: person.zone, minute: random.whole(490, 1080) }),
        on: day,
        whatId: account.id,
        accountId: account.id,
        topic: account.name,
      };
      return random.chance(0.55) ? loggedCall(occasion, random) : loggedEmail(occasion, random);
    });
  });
}

/** Calls and mails on a typical day. */
function dailyReach(person: Person): number {
  if (person.job === 'development') return 9;
  return person.job === 'rep' ? 1.1 : 0;
}
