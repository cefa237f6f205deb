import type { ChannelClass, Circumstances, DataClass, ReasonCode, Relation, Role } from './terms.ts';
import { SMALLEST_GROUP } from './terms.ts';

/** Undefined when a rule is kept, else why it is not. */
export type Rule = (circumstances: Circumstances) => Exclude<ReasonCode, 'allowed' | 'granted'> | undefined;

/** Changes for more people than this need a second person. */
const MASS_CHANGE = 25;

/** Whether a change for so many people takes two. */
export function needsSecondPerson(people: number): boolean {
  return people > MASS_CHANGE;
}

const yes: Rule = () => undefined;
const no: Rule = () => 'not_this_class';
const grant: Rule = () => 'needs_grant';
const published: Rule = (it) => (it.isPublished && !it.optedOut ? undefined : 'not_published');
const record: Rule = (it) => (it.recordIsVisible ? undefined : 'record_hidden');
const total: Rule = (it) => ((it.groupSize ?? 1) > 1 ? undefined : 'only_totals');
const group: Rule = (it) => ((it.groupSize ?? 1) >= SMALLEST_GROUP ? undefined : 'group_too_small');
const released: Rule = (it) => (it.isReleased ? undefined : 'not_released');
const agreed: Rule = (it) => (it.bothAgreed ? undefined : 'not_agreed');
const turnedOn: Rule = (it) => (it.managersSeePay ? undefined : 'switched_off');
const read: Rule = (it) => (it.isChange ? 'reading_only' : undefined);
const ownArea: Rule = (it) => (it.isOwnArea ? read(it) : 'not_own_area');
const write: Rule = (it) =>
  it.isChange && needsSecondPerson(it.peopleChanged ?? 1) && !it.hasSecondPerson
    ? 'needs_second_person'
    : undefined;
const ownPlans: Rule = (it) => (it.isOwnArea ? write(it) : 'not_own_area');

/** What a column of the table may see of each class. A role not named adds nothing. */
type Row = Readonly<Record<Relation, Rule>> & Readonly<Partial<Record<Role, Rule>>>;

/** The defaults. Of several columns that apply to an asker, one that allows is enough. */
export const PEOPLE_TABLE: Readonly<Record<DataClass, Row>> = {
  D1: {
    self: yes,
    manager: yes,
    skip_manager: yes,
    coach: published,
    peer: published,
    exec: yes,
    ops_admin: yes,
    comp_admin: yes,
  },
  D2: {
    self: yes,
    manager: yes,
    skip_manager: yes,
    coach: no,
    peer: no,
    exec: total,
    ops_admin: grant,
  },
  D3: { self: record, manager: record, skip_manager: record, coach: record, peer: record, exec: record },
  D4: { self: yes, manager: turnedOn, skip_manager: turnedOn, coach: no, peer: no, comp_admin: yes },
  D5: { self: yes, manager: no, skip_manager: agreed, coach: yes, peer: no },
  D6: { self: released, manager: yes, skip_manager: yes, coach: no, peer: no },
  D7: {
    self: yes,
    manager: group,
    skip_manager: group,
    coach: no,
    peer: no,
    exec: group,
    ops_admin: group,
  },
  D8: {
    self: group,
    manager: yes,
    skip_manager: yes,
    coach: group,
    peer: group,
    exec: yes,
    ops_admin: yes,
    comp_admin: yes,
  },
  D9: {
    self: read,
    manager: read,
    skip_manager: read,
    coach: no,
    peer: no,
    exec: read,
    ops_admin: write,
    comp_admin: ownPlans,
  },
  D10: {
    self: read,
    manager: no,
    skip_manager: no,
    coach: no,
    peer: no,
    ops_admin: read,
    comp_admin: ownArea,
    auditor: read,
  },
};

/** What a channel may carry; a class not named, nothing. Places in C2 are the first ones, as parts of the quota. */
export const CHANNEL_TABLE: Readonly<Record<ChannelClass, Readonly<Partial<Record<DataClass, Rule>>>>> = {
  C1: { D1: published, D3: record, D8: group },
  C2: { D1: published, D8: group },
  C3: {},
  C4: {},
};

/** The classes of which an ops admin or exec may be given more, about one person, until a day. */
export const GRANTABLE: readonly DataClass[] = ['D2'];
