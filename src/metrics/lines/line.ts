import { organisationKnown } from '#ledger/placements.ts';
import type { Organisation } from '#model/placement.ts';
import type { CountedLine, LineSource } from '#metrics/catalogue/metric.ts';
import type { MetricContext } from '#metrics/context.ts';
import type { Scope } from '#metrics/question.ts';

/** What a reader of records is asked. */
export interface LineQuestion {
  readonly context: MetricContext;
  readonly scope: Scope;
  /** A stage, a forecast category: what narrows the records of a metric. */
  readonly argument: string | undefined;
}

/** A record as it is shown: what it is, whose, and the ISO day it counts on. */
export interface NamedRecord {
  readonly recordId: string;
  readonly name: string;
  readonly accountName: string | null;
  readonly personId: string;
  readonly personName: string;
  readonly day: string;
}

/** One record that a figure is made of, or that was left out of it. */
export interface Line extends CountedLine, NamedRecord {
  readonly from: LineSource;
  /** Why it is not part of the figure although one might expect it. */
  readonly leftOut: string | null;
  /** Whose figures it is part of. */
  readonly subjects: readonly string[];
}

/** Reads the records of one source, for everyone in the scope. */
export type LineReader = (question: LineQuestion) => Promise<readonly Line[]>;

/** Where a record stands: its owner's place on a day; a territory of its own goes before the owner's. */
export interface Standing {
  readonly personId: string;
  readonly territoryId: string | null;
  readonly standsOn: string;
  /** The day that decides the owner's territory, where it is another one. */
  readonly territoryOn?: string | undefined;
}

/** Loads where these owners stand and answers whose figures a record of theirs is part of. */
export async function subjectsFor(
  { context, scope }: LineQuestion,
  records: readonly Standing[],
): Promise<(record: Standing) => readonly string[]> {
  const stands = scope.by !== 'person' && scope.by !== 'company';
  const owners = stands ? [...new Set(records.map((it) => it.personId))] : [];
  const organisation = await organisationKnown(context.store, {
    personIds: owners,
    knownBefore: scope.view.knownBefore,
  });
  return (record) => subjectsOf(record, scope, organisation);
}

function subjectsOf(
  { personId, territoryId, standsOn, territoryOn = standsOn }: Standing,
  { by }: Scope,
  organisation: Organisation,
): readonly string[] {
  if (by === 'company') return ['all'];
  if (by === 'person') return [personId];
  if (by === 'territory' && territoryId !== null) return [territoryId];
  const placement = organisation.on(personId, by === 'territory' ? territoryOn : standsOn);
  if (by === 'territory') return [placement.territoryId];
  return by === 'role' ? [placement.roleId] : [personId, ...placement.managers];
}
