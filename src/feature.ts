import type { Migration } from 'kysely/migration';
import type { Clock } from '#lib/clock.ts';
import type { Log } from '#lib/log.ts';
import type { Outbox, PostKind } from '#outbox/outbox.ts';
import type { DataClass } from '#model/policy/terms.ts';
import type { Profile } from '#slack/directory.ts';
import type { Action, HomeSection, Modal, Subcommand } from '#slack/routes.ts';
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
}

/** Looks people up in Slack. */
export interface Directory {
  /** The Slack user with this e-mail, if there is exactly one full member. */
  byEmail(email: string): Promise<{ readonly id: string; readonly name: string } | undefined>;
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
  readonly home?: HomeSection<Services>;
  readonly posts?: readonly PostKind<Services>[];
  readonly schedules?: readonly Schedule[];
  /** What it needs before it is of use. */
  readonly setup?: readonly SetupStep[];
  /** Facts since the feature last looked, oldest first; called again with the same ones if it throws. */
  readonly onFacts?: (services: Services, facts: readonly Fact[]) => Promise<void>;
  /** Own tables: names must sort after the core's, `feature-<name>-0001`. */
  readonly migrations?: Readonly<Record<string, Migration>>;
  /** What each of its own tables holds about people, for copies and erasure; undefined for one that holds nothing. */
  readonly holdings?: Holdings;
}
