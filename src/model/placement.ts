/**
 * Where a person stands in the organisation, by day. Days here are ISO texts, which sort as days do; `EVER` and
 * `FOREVER` are PostgreSQL's own words for the ends of time and sort before and after every day.
 */
export const EVER = '-infinity';
export const FOREVER = 'infinity';

/** Who managed a person, in which role, from a day on. `to` is exclusive. */
export interface Assignment {
  readonly personId: string;
  readonly managerId: string | null;
  readonly roleId: string | null;
  readonly from: string;
  readonly to: string;
}

/** That a person belonged to a territory from a day on. `to` is exclusive. */
export interface TerritoryStay {
  readonly personId: string;
  readonly territoryId: string;
  readonly from: string;
  readonly to: string;
}

/** What an admin says held for a person, whatever was learnt: an id, a named team's name, or '' for none. */
export interface StandingCorrection {
  readonly personId: string;
  readonly kind: 'manager' | 'role' | 'territory' | 'team';
  readonly value: string;
  readonly from: string;
  readonly to: string;
}

/** What a named team counts under, beside the managers' ids. */
export function teamId(name: string): string {
  return `team:${name}`;
}

export function isNamedTeam(id: string): boolean {
  return id.startsWith('team:');
}

/** What holds on a day: of several facts or corrections that cover it, the last of the list. */
export function factOn<Held extends { readonly from: string; readonly to: string }>(
  corrections: readonly Held[],
  day: string,
): Held | undefined {
  return corrections.findLast((it) => it.from <= day && day < it.to);
}

/** What holds for a person over a stretch of days. The placements of one person tile all time. */
export interface Placement {
  readonly personId: string;
  readonly from: string;
  readonly to: string;
  /**
   * In whose teams the person counts: the chain of managers, nearest first, cut where it would run in a circle; then the
   * named team, as `teamId` has it.
   */
  readonly managers: readonly string[];
  /** '' when there is none. */
  readonly roleId: string;
  readonly territoryId: string;
}

/** A chain longer than this is a mistake in the data; what lies above is left out. */
const DEEPEST = 20;

export interface Organisation {
  /** The placements of one person, oldest first. */
  placementsOf(personId: string): readonly Placement[];
  /** The placement of a person on one day. */
  on(personId: string, day: string): Placement;
}

/** All that is known of where some people and everyone above them stand. */
export interface Standing {
  readonly assignments: readonly Assignment[];
  readonly stays: readonly TerritoryStay[];
  /** In the order in which they were made. */
  readonly corrections?: readonly StandingCorrection[];
}

/**
 * Answers where people stand from dated facts. Before the first fact known of a person, that first one holds; on the
 * days of a correction, what the correction says.
 */
export function organisationOf({ assignments, stays, corrections = [] }: Standing): Organisation {
  const facts: Facts = {
    assignments: byPerson(assignments, extendBack),
    stays: byPerson(stays, extendBack),
    corrections: Map.groupBy(corrections, (it) => it.personId),
  };
  return {
    placementsOf: (personId) =>
      merge(boundaries(personId, facts).map((day) => placeOn(personId, day, facts))),
    on: (personId, day) => placeOn(personId, day, facts),
  };
}

interface Facts {
  readonly assignments: ReadonlyMap<string, readonly Assignment[]>;
  readonly stays: ReadonlyMap<string, readonly TerritoryStay[]>;
  readonly corrections: ReadonlyMap<string, readonly StandingCorrection[]>;
}

function placeOn(personId: string, day: string, facts: Facts): Placement {
  const correctedTo = (kind: StandingCorrection['kind']) => correctedOn(personId, kind, { day, facts });
  return {
    personId,
    from: day,
    to: FOREVER,
    managers: [...chainOn(personId, day, facts), ...teamOf(correctedTo('team'))],
    roleId: correctedTo('role') ?? assignmentOn(personId, day, facts)?.roleId ?? '',
    territoryId: correctedTo('territory') ?? territoryOn(personId, day, facts),
  };
}

/** A named team holds for the person alone: who reports to them is in it only by a correction of their own. */
function teamOf(name: string | undefined): readonly string[] {
  return name ? [teamId(name)] : [];
}

function correctedOn(
  personId: string,
  kind: StandingCorrection['kind'],
  { day, facts }: { readonly day: string; readonly facts: Facts },
): string | undefined {
  const own = facts.corrections.get(personId);
  if (!own) return undefined;
  const ofKind = own.filter((it) => it.kind === kind);
  return factOn(ofKind, day)?.value;
}

function managerOn(personId: string, day: string, facts: Facts): string | null | undefined {
  return correctedOn(personId, 'manager', { day, facts }) ?? assignmentOn(personId, day, facts)?.managerId;
}

function chainOn(personId: string, day: string, facts: Facts): readonly string[] {
  const chain: string[] = [];
  let manager = managerOn(personId, day, facts);
  while (manager && manager !== personId && !chain.includes(manager) && chain.length < DEEPEST) {
    chain.push(manager);
    manager = managerOn(manager, day, facts);
  }
  return chain;
}

function assignmentOn(personId: string, day: string, { assignments }: Facts): Assignment | undefined {
  return assignments.get(personId)?.findLast((it) => it.from <= day && day < it.to);
}

/** Of several territories on one day, the one joined last; of those joined together, the first by id. */
function territoryOn(personId: string, day: string, { stays }: Facts): string {
  const current = (stays.get(personId) ?? []).filter((it) => it.from <= day && day < it.to);
  return (
    current.reduce<TerritoryStay | undefined>((best, it) => {
      const later =
        !best || it.from > best.from || (it.from === best.from && it.territoryId < best.territoryId);
      return later ? it : best;
    }, undefined)?.territoryId ?? ''
  );
}

/** Every day on which something may change for a person: their own facts and those of all who ever stood above. */
function boundaries(personId: string, { assignments, stays, corrections }: Facts): readonly string[] {
  const days = new Set([EVER]);
  const above = new Set([personId]);
  for (const id of above) {
    for (const it of assignments.get(id) ?? []) {
      days.add(it.from).add(it.to);
      if (it.managerId) above.add(it.managerId);
    }
    for (const it of corrections.get(id) ?? []) {
      days.add(it.from).add(it.to);
      if (it.kind === 'manager' && it.value) above.add(it.value);
    }
  }
  for (const it of stays.get(personId) ?? []) days.add(it.from).add(it.to);
  days.delete(FOREVER);
  return [...days].sort();
}

function merge(placements: readonly Placement[]): readonly Placement[] {
  const merged: Placement[] = [];
  for (const next of placements) {
    const last = merged.at(-1);
    if (last && sameStanding(last, next)) continue;
    if (last) merged[merged.length - 1] = { ...last, to: next.from };
    merged.push(next);
  }
  return merged;
}

function sameStanding(a: Placement, b: Placement): boolean {
  return a.roleId === b.roleId && a.territoryId === b.territoryId && a.managers.join() === b.managers.join();
}

interface Dated {
  readonly personId: string;
  readonly from: string;
}

function byPerson<T extends Dated>(
  facts: readonly T[],
  arrange: (sorted: readonly T[]) => readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const sorted = facts.toSorted((a, b) => (a.from < b.from ? -1 : Number(a.from > b.from)));
  const grouped = Map.groupBy(sorted, (it) => it.personId);
  return new Map([...grouped].map(([id, own]) => [id, arrange(own)]));
}

/** Salesforce says when we first saw a person, not when they joined: older deals count for the same place. */
function extendBack<T extends Dated>(sorted: readonly T[]): readonly T[] {
  const first = sorted[0]?.from;
  return sorted.map((it) => (it.from === first ? { ...it, from: EVER } : it));
}
