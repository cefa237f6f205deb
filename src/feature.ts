import type { Migration } from 'kysely/migration';
import type { Clock } from '#lib/clock.ts';
import type { Day } from '#lib/days.ts';
import type { Log } from '#lib/log.ts';
import type { Outbox, PostKind } from '#outbox/outbox.ts';
import type { Actor } from '#model/access.ts';
import type { DataClass } from '#model/policy/terms.ts';
import type { ButtonSpec } from '#slack/blocks/button.ts';
import type { Message } from '#slack/blocks/message.ts';
import type { ModalView } from '#slack/blocks/modal.ts';
import type { SafeText } from '#slack/blocks/text.ts';
import type { SlackChannels } from '#slack/channels.ts';
import type { Profile } from '#slack/directory.ts';
import type { Action, HomeSection, MessageShortcut, Modal, Subcommand } from '#slack/routes.ts';
import type { ChangedBy } from '#store/change-setting.ts';
import type { SettingValue } from '#store/settings.ts';
import type { Holdings } from '#store/identity-holdings.ts';
import type { Store } from '#store/store.ts';

/** What every handler of a feature works with: one installation's data and ways out. Never a tenant id. */
export interface Services {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly outbox: Outbox;
  /** Slack's side of people: names, zones, who is a guest. */
  readonly directory: Directory;
  /** Who reads a channel; undefined where nothing runs but one command. */
  readonly channels?: SlackChannels | undefined;
  /** Undefined where nothing runs but one command. */
  readonly operations?: Operations | undefined;
  /** Where people prove who they are in Salesforce; undefined where that is not set up. */
  readonly signIn?: SignInDoor | undefined;
}

/** A way for a person to confirm their own link, by signing in to Salesforce. */
export interface SignInDoor {
  /** An address for this Slack user alone, which opens once and for ten minutes. */
  addressFor(slackUserId: string): Promise<string>;
}

/** How the running process does its work. */
export interface Operations {
  /** Salesforce is read in the background up to this share (0–1) of the org's daily API calls. */
  readonly apiShare: number;
  /** Jobs of this installation by how they stand; a failed one is not tried again by itself. */
  jobs(): Promise<Readonly<Record<'waiting' | 'active' | 'failed', number>>>;
  /** The newest failed jobs. */
  failedJobs(limit: number): Promise<readonly FailedWork[]>;
}

export interface FailedWork {
  readonly name: string;
  readonly reason: string;
  readonly failedAt: Temporal.Instant;
}

/** Looks people up in Slack. */
export interface Directory {
  /** The Slack user with this e-mail, if there is exactly one full member. */
  byEmail(email: string): Promise<{ readonly id: string; readonly name: string } | undefined>;
  /** Anyone Slack knows, guests, bots and deactivated accounts included. */
  profileOf(slackUserId: string): Promise<Profile>;
  /** Everyone in the workspace, guests, bots and deactivated accounts included. */
  everyone(): Promise<readonly Profile[]>;
}

/** Work that comes due in business time; asked by one tick, so it must be cheap when nothing is due. */
export interface Schedule {
  readonly name: string;
  /** The classes of data it handles; what it says goes out as posts, which say their own. */
  readonly shows: readonly DataClass[];
  /** Does what is due at `now`, safely more than once. */
  run(services: Services, now: Temporal.Instant): Promise<void>;
}

/** A message that comes again and again because somebody set it up, as it stands. */
export interface ScheduledMessage {
  /** Unique in its list; travels in the value of buttons. */
  readonly id: string;
  /** What it says, read after where it goes: "people by bookings, each week". */
  readonly title: string;
  /** Slack conversation id, user id for a direct message, or who they are in words: "managers". */
  readonly audience: string;
  /** When it comes, in words: "every Monday at 08:00 Europe/Berlin". */
  readonly when: string;
  /** The next moment at which it is due, were it not paused; undefined where that hangs on what happens. */
  readonly nextAt: Temporal.Instant | undefined;
  /** Messages that a reader gets of it a week: what it costs. */
  readonly perWeek: number;
  readonly pause: Pause | undefined;
}

/** Since when a scheduled message rests, and who said so. */
export interface Pause {
  readonly by: string;
  readonly at: Temporal.Instant;
}

/** One scheduled message and who does something about it. */
export interface AboutScheduled {
  readonly id: string;
  readonly actor: Actor;
  readonly now: Temporal.Instant;
}

/** The scheduled messages of one kind: admins see them in App Home and may try, change, pause and resume each. */
export interface ScheduledMessages {
  /** Names the kind: `leaderboard`. */
  readonly id: string;
  /** The classes of data that a copy holds. */
  readonly shows: readonly DataClass[];
  /** A button of the feature that sets up another one. */
  readonly start?: { readonly action: string; readonly label: string };
  /** All that are set up, also those that rest, in an order that stays. */
  list(services: Services, now: Temporal.Instant): Promise<readonly ScheduledMessage[]>;
  /** It as it would be sent now, holding nothing that the actor may not read; undefined when it would say nothing. */
  sample(services: Services, about: AboutScheduled): Promise<Message | undefined>;
  /** The window in which it is changed; undefined when it is gone. */
  edit(services: Services, about: AboutScheduled): Promise<ModalView | undefined>;
  /** From now on it says nothing; what had not left yet is withdrawn. False when it is gone. */
  pause(services: Services, about: AboutScheduled): Promise<boolean>;
  /** It goes on with the next time it is due; what it missed is not made up. False when it is gone. */
  resume(services: Services, about: AboutScheduled): Promise<boolean>;
}

/** Something a person agreed to do by a day. */
export interface Commitment {
  readonly id: string;
  readonly ownerId: string;
  readonly ownerName: string;
  /** What was agreed, in the words of those who agreed: outside text. */
  readonly words: string;
  readonly dueOn: Day;
  /** Why it is one: "agreed on Nov 9". */
  readonly why: string;
  /** The one thing to do about it, a button of the feature that keeps it. */
  readonly action?: ButtonSpec;
}

/** Whose commitments are asked for, and by whom: a source names only what this actor may read. */
export interface CommitmentsAsked {
  readonly actor: Actor;
  readonly people: readonly string[];
  /** Those due before this day, overdue ones included. */
  readonly before: Day;
}

/** Whose open deals are asked for that need a look, and by whom: a source names only what this actor may see. */
export interface DealsAsked {
  readonly actor: Actor;
  /** Owners of deals. */
  readonly people: readonly string[];
  readonly now: Temporal.Instant;
}

/** An open deal that needs a look and is in nobody's hands. */
export interface DealToLookAt {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  /** With its amount and what is known to be wrong with it: "Acme renewal, $40,000: its close date, Nov 3, has passed." */
  readonly words: SafeText;
  /** The one thing to do about it. */
  readonly action: ButtonSpec;
}

/** Something ahead of the person who asks. */
export interface Coming {
  readonly on: Day;
  /** Without the day: "a talk with Dana Cole". */
  readonly words: SafeText;
  readonly action?: ButtonSpec;
}

/** Who asks what is about or ahead of them, and where they are. */
export interface OwnAsked {
  readonly actor: Actor;
  readonly now: Temporal.Instant;
  /** IANA zone of their Slack profile. */
  readonly timeZone: string;
}

/** A setting that holds for the whole company: admins see who changed it, and take a change back. */
export interface CompanySetting {
  /** Under which it is kept; names that go on with a slash are of it too: of a team, of a place. */
  readonly name: string;
  readonly title: string;
  /** A button of the feature that changes it. */
  readonly open?: { readonly action: string; readonly label: string };
  /** What a kept value means; of null, what holds where nothing is set. */
  words(value: SettingValue): string;
  /** Puts an earlier value back and notes that, where more is to be done than keeping it. */
  restore?(
    services: Services,
    change: ChangedBy & { readonly name: string; readonly value: SettingValue },
  ): Promise<void>;
}

/** A step of setting the product up: shown to who installed it until it is done, and to be done again at any time. */
export interface SetupStep {
  readonly id: string;
  readonly order: number;
  readonly title: string;
  /** Whether it is done, and in a few words where it stands. Cheap: asked by the tick. */
  readonly state: (services: Services) => Promise<{ readonly isDone: boolean; readonly words: string }>;
  /** An action of the same feature, which opens a form or answers privately. */
  readonly button: { readonly action: string; readonly label: string };
}

/** Something the sync or the ledger noticed, told once to each feature that listens, in order. */
export interface Fact {
  readonly name: FactName;
  readonly subject: string;
  readonly payload: Readonly<Record<string, string | number | boolean | null>>;
  readonly at: Temporal.Instant;
}
export const FACT_NAMES = [
  'deal.won',
  'deal.lost',
  'deal.reopened',
  'figures.changed',
  'pipeline.changed',
  'quota.changed',
  'data.restored',
  'names.changed',
] as const;
export type FactName = (typeof FACT_NAMES)[number];

/**
 * A feature is a value: one plain object of contributions. Routing, help, the manifest check, App Home and the
 * tables in the docs are derived from the list in features.ts.
 */
export interface Feature {
  readonly name: string;
  readonly summary: string;
  readonly subcommands?: readonly Subcommand<Services>[];
  readonly actions?: readonly Action<Services>[];
  readonly modals?: readonly Modal<Services>[];
  /** Entries of its own in the menu of every message; the manifest names them too. */
  readonly shortcuts?: readonly MessageShortcut<Services>[];
  readonly home?: HomeSection<Services>;
  /** Parts of Home that stand elsewhere on the page. */
  readonly furtherHome?: readonly HomeSection<Services>[];
  readonly posts?: readonly PostKind<Services>[];
  readonly schedules?: readonly Schedule[];
  /** Its messages that come again and again because somebody set them up. */
  readonly scheduled?: readonly ScheduledMessages[];
  /** Its settings that hold for everybody. */
  readonly company?: readonly CompanySetting[];
  /** What people agreed to do, for whoever reminds them: open ones alone, the soonest first. */
  readonly commitments?: (services: Services, asked: CommitmentsAsked) => Promise<readonly Commitment[]>;
  /** Deals that need a look, the one that needs it most first. */
  readonly dealsToLookAt?: (services: Services, asked: DealsAsked) => Promise<readonly DealToLookAt[]>;
  /** Which place who asks holds where they are ranked, in words; empty where they are not or may not be. */
  readonly places?: (services: Services, asked: OwnAsked) => Promise<readonly SafeText[]>;
  /** What is ahead of who asks, in any order. */
  readonly coming?: (services: Services, asked: OwnAsked) => Promise<readonly Coming[]>;
  /** Of these people, those whom a message in a channel may name; whoever speaks of people there asks every feature. */
  readonly mayBeNamed?: (services: Services, people: readonly string[]) => Promise<ReadonlySet<string>>;
  /** What it needs before it is of use. */
  readonly setup?: readonly SetupStep[];
  /** Facts since the feature last looked, oldest first; called again with the same ones if it throws. */
  readonly onFacts?: (services: Services, facts: readonly Fact[]) => Promise<void>;
  /** Own tables: names must sort after the core's, `feature-<name>-0001`. */
  readonly migrations?: Readonly<Record<string, Migration>>;
  /** What each of its own tables holds about people, for copies and erasure; undefined for one that holds nothing. */
  readonly holdings?: Holdings;
}

/** Every part of Home of a feature. */
export function homeOf({ home, furtherHome = [] }: Feature): readonly HomeSection<Services>[] {
  return home === undefined ? furtherHome : [home, ...furtherHome];
}
