import type { Random } from './random.ts';
import { PAST_DAYS } from './timeline.ts';

/** Managers in four levels (1, 5, 25, 125), then the reps; a person is their index. */
const LEVELS = [1, 5, 25, 125] as const;
export const MANAGERS = LEVELS.reduce((sum, size) => sum + size, 0);
export const REPS = 1000;
export const PEOPLE = MANAGERS + REPS;
export const TERRITORIES = 20;
/** A role for each level. */
export const ROLES = LEVELS.length + 1;

/** Nobody is above the first. */
export const NO_ONE = -1;

export interface People {
  /** The manager of each person until `movedOn`, and from then on `laterManager`. */
  readonly manager: Int32Array;
  readonly laterManager: Int32Array;
  /** The day on which a person moved to another manager; -1 for most. */
  readonly movedOn: Int32Array;
  readonly role: Uint8Array;
  readonly territory: Uint8Array;
}

/** A tree of managers; one rep in twenty moved to another team on some day. */
export function makePeople(random: Random): People {
  const people: People = {
    manager: new Int32Array(PEOPLE).fill(NO_ONE),
    laterManager: new Int32Array(PEOPLE).fill(NO_ONE),
    movedOn: new Int32Array(PEOPLE).fill(-1),
    role: new Uint8Array(PEOPLE),
    territory: new Uint8Array(PEOPLE),
  };
  let above = { from: 0, size: 1 };
  let from = 1;
  for (const [level, size] of [...LEVELS.slice(1), REPS].entries()) {
    for (let i = 0; i < size; i++) {
      people.manager[from + i] = above.from + (i % above.size);
      people.role[from + i] = level + 1;
    }
    above = { from, size };
    from += size;
  }
  const firstLine = MANAGERS - LEVELS[3];
  for (let person = 0; person < PEOPLE; person++) {
    people.laterManager[person] = people.manager[person] ?? NO_ONE;
    people.territory[person] = random.below(TERRITORIES);
    if (person < MANAGERS || !random.chance(0.05)) continue;
    people.movedOn[person] = 1 + random.below(PAST_DAYS - 1);
    people.laterManager[person] = firstLine + random.below(LEVELS[3]);
  }
  return people;
}

/** Who managed a person on a day. */
export function managerOn({ manager, laterManager, movedOn }: People, person: number, day: number): number {
  const moved = movedOn[person] ?? -1;
  return (moved >= 0 && day >= moved ? laterManager[person] : manager[person]) ?? NO_ONE;
}
