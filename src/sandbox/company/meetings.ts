import type { Occasion } from './occasion.ts';
import { recordId } from './ids.ts';
import type { Person } from './people.ts';
import type { Random } from './random.ts';
import type { Change } from './tables.ts';
import { momentOn, stamp, workingDayFrom } from './work-days.ts';

/**
 * A meeting with a customer, put into the calendar some days ahead. Every colleague who is invited gets an event of
 * their own (IsChild), as in Salesforce: counting meetings must not count those.
 */
export function meeting(occasion: Occasion, random: Random): readonly Change[] {
  const heldOn = workingDayFrom(occasion.on.add({ days: random.whole(1, 9) }));
  const startsAt = momentOn(heldOn, { zone: occasion.person.zone, minute: 30 * random.whole(18, 33) });
  const minutes = random.pick([30, 30, 45, 60, 90]);
  const invited = random.chance(0.3) ? colleaguesOf(occasion, random) : [];
  const [starts, created] = [stamp(startsAt), stamp(occasion.at)];
  const shared = {
    Subject: `${random.pick(['Site visit', 'Demo', 'Review', 'Workshop'])}: ${occasion.topic}`,
    WhatId: occasion.whatId,
    AccountId: occasion.accountId,
    StartDateTime: starts,
    EndDateTime: stamp(startsAt.add({ minutes })),
    DurationInMinutes: String(minutes),
    ActivityDate: heldOn.toString(),
    ActivityDateTime: starts,
    IsAllDayEvent: 'false',
    IsGroupEvent: String(invited.length > 0),
    GroupEventType: invited.length > 0 ? '1' : '0',
    IsRecurrence: 'false',
    IsPrivate: 'false',
    IsArchived: 'false',
    IsDeleted: 'false',
    ShowAs: 'Busy',
    CreatedDate: created,
    LastModifiedDate: created,
    SystemModstamp: created,
  };
  return [occasion.person, ...invited].map((person, index) => {
    const id = recordId('Event', occasion.number * 4 + index);
    const fields = { Id: id, ...shared, OwnerId: person.id, IsChild: String(index > 0) };
    return { at: occasion.at, op: 'create', type: 'Event', id, fields };
  });
}

/** The manager, the region's specialist where there is one, or both. */
function colleaguesOf({ world, person }: Occasion, random: Random): readonly Person[] {
  const manager = world.people.filter(({ id }) => id === person.managerId);
  const specialists = world.people.filter(
    ({ job, region }) => job === 'specialist' && region === person.region,
  );
  return random.pick([manager, [...specialists, ...manager], specialists.length > 0 ? specialists : manager]);
}
