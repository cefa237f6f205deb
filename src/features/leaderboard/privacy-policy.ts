import type { Place, Standings } from './standings.ts';

/** How a board may speak of people, from the most open to nothing at all. */
export const PRIVACY_MODES = {
  names: 'Everyone is named',
  top: 'The first five are named, each sees their own place',
  pseudonyms: 'Everyone stands under a made-up name',
  team: 'Only teams, no people',
  off: 'No boards of people',
} as const;
export type PrivacyMode = keyof typeof PRIVACY_MODES;

export const DEFAULT_MODE: PrivacyMode = 'top';
/** How many are named where only the first are. */
const TOP = 5;

const STRICTEST_LAST: readonly PrivacyMode[] = ['names', 'top', 'pseudonyms', 'team', 'off'];

/** Of the modes that hold for a person by where they are and whose team they are in, the strictest. */
export function strictest(modes: readonly PrivacyMode[]): PrivacyMode {
  const ranks = modes.map((mode) => STRICTEST_LAST.indexOf(mode));
  return STRICTEST_LAST[Math.max(...ranks)] ?? DEFAULT_MODE;
}

/** How boards may speak of each person. */
export interface Privacy {
  modeOf(personId: string): PrivacyMode;
  hasOptedOut(personId: string): boolean;
  /** The same for a person on one board in one period, and not to be guessed. */
  pseudonymOf(personId: string): string;
}

/** Whether a person holds a place on boards at all; who does not is counted and never named. */
export function takesPart({ modeOf, hasOptedOut }: Privacy, personId: string): boolean {
  const mode = modeOf(personId);
  return !hasOptedOut(personId) && mode !== 'team' && mode !== 'off';
}

/** The standings as a channel may read them: made-up names, and who is not among the first not shown. */
export function withPrivacy(standings: Standings, privacy: Privacy): Standings {
  return { ...standings, places: standings.places.map((place) => privatePlace(place, privacy)) };
}

function privatePlace(place: Place, { modeOf, pseudonymOf }: Privacy): Place {
  const { subject } = place.figure;
  const mode = modeOf(subject.id);
  if (mode === 'top') return { ...place, isShown: place.rank <= TOP };
  if (mode !== 'pseudonyms') return place;
  const name = pseudonymOf(subject.id);
  return { ...place, figure: { ...place.figure, subject: { ...subject, key: name, name } } };
}

/** The places that a board lists. */
export function shownPlaces({ places }: Standings, rows: number): readonly Place[] {
  return places.filter(({ isShown }) => isShown).slice(0, rows);
}
