/** What a person is in the app. Managers, coaches and peers are relations to somebody, not roles. */
export type Role = 'rep' | GivenRole;

/** The roles that somebody is given; a rep is whoever is linked to a person in Salesforce. */
export const GIVEN_ROLES = ['exec', 'ops_admin', 'comp_admin', 'auditor'] as const;
export type GivenRole = (typeof GIVEN_ROLES)[number];

/** What can be said about people, from the least to the most personal administration of it. */
export const DATA_CLASSES = ['D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7', 'D8', 'D9', 'D10'] as const;
export type DataClass = (typeof DATA_CLASSES)[number];

export const CLASS_NAMES: Readonly<Record<DataClass, string>> = {
  D1: 'places and published figures of a board',
  D2: 'attainment, activity and pipeline of a person',
  D3: 'names and amounts of deals',
  D4: 'commission, pay and plan terms',
  D5: 'coaching notes and action plans',
  D6: 'reviews and flags of performance',
  D7: 'answers to surveys',
  D8: 'totals of teams',
  D9: 'configuration and targets',
  D10: 'the audit log',
};

/**
 * How the asker stands to the one it is about. `manager` leads them directly, `skip_manager` from further above; a
 * total of a team is about its members: `self` for the team one is in.
 */
export const RELATIONS = ['self', 'manager', 'skip_manager', 'coach', 'peer'] as const;
export type Relation = (typeof RELATIONS)[number];

/** Where it would be read: by one person alone, or by a channel of one of four kinds. */
const PRIVATE_SURFACES = ['answer', 'dm', 'modal', 'home'] as const;
export const CHANNEL_CLASSES = ['C1', 'C2', 'C3', 'C4'] as const;
export type ChannelClass = (typeof CHANNEL_CLASSES)[number];
export const SURFACES = [...PRIVATE_SURFACES, ...CHANNEL_CLASSES] as const;
export type Surface = (typeof SURFACES)[number];

/** A total of fewer people says too much about each of them. */
export const SMALLEST_GROUP = 5;

/** What a decision may hang on besides; what is not said is taken as not so. */
export interface Circumstances {
  /** The person's team is on a board that was turned on. */
  readonly isPublished?: boolean;
  readonly optedOut?: boolean;
  /** Of how many people it is a total; of one person where it is none. */
  readonly groupSize?: number;
  /** Salesforce shows the record: to the asker, in a channel to every member. */
  readonly recordIsVisible?: boolean;
  readonly isReleased?: boolean;
  /** Coach and coached agreed that the next manager reads along. */
  readonly bothAgreed?: boolean;
  /** An admin lets managers see the pay of those below them. */
  readonly managersSeePay?: boolean;
  /** Changing instead of reading. */
  readonly isChange?: boolean;
  /** How many people a change concerns, and whether a second person approved it. */
  readonly peopleChanged?: number;
  readonly hasSecondPerson?: boolean;
  /** Entries of the audit log, plans: of the asker's own area. */
  readonly isOwnArea?: boolean;
}

export interface Asked {
  /** False for who is linked to nobody, for guests and for people of other companies. */
  readonly isKnown: boolean;
  readonly roles: readonly Role[];
  readonly dataClass: DataClass;
  readonly relation: Relation;
  readonly surface: Surface;
  /** The classes a grant in force opens to the asker about this very person. */
  readonly grants: readonly DataClass[];
  readonly circumstances?: Circumstances;
}

/** A decision with the rule that made it: the one that allowed, or the first that came to be asked. */
export interface Decision {
  readonly allowed: boolean;
  /** Class and column of the table: `D2.peer`, `D8.C2`. */
  readonly rule: string;
  readonly reasonCode: ReasonCode;
}

export const REASONS = {
  allowed: 'that rule allows it',
  granted: 'a grant in force allows it',
  nobody: 'guests, people of other companies and those not linked to anybody in Salesforce see nothing',
  not_this_class: 'that rule does not allow it',
  needs_grant: 'it needs a grant, and none is in force',
  only_totals: 'only totals are shown, and drilling down needs a grant',
  not_published: 'no board of the team is turned on, or the person opted out',
  group_too_small: `a total needs at least ${SMALLEST_GROUP} people`,
  record_hidden: 'Salesforce does not show that record',
  not_released: 'it is not released yet',
  not_agreed: 'both have to agree to it',
  switched_off: 'an admin has not turned it on',
  reading_only: 'it may be read and not changed',
  needs_second_person: 'a change for so many people needs a second person',
  not_own_area: 'it is not of their own area',
  surface_too_open: 'a channel of that kind may not carry it',
} as const;
export type ReasonCode = keyof typeof REASONS;
