import type { Rules } from './rules.ts';
import { hasReached, type Said, type Standing, type State, type Verdict } from './standing.ts';

interface Crossing {
  readonly standing: Standing;
  readonly said: readonly Said[];
  readonly rules: Rules;
}

/**
 * Thresholds that a quota has newly reached: the highest is told and covers those below it, each once ever in a period
 * however often it is reached again. What was reached when the quota was first looked at is no news. A threshold that
 * was told and is not reached any more is taken back.
 */
export function decideCrossings({ standing, said, rules }: Crossing): Verdict {
  const reached = rules.thresholds.filter((percent) => hasReached(standing, percent));
  const seen = said.find(({ kind }) => kind === 'seen');
  const before = seen ? Number(seen.state) : isFresh(standing) ? 0 : Math.max(0, ...reached);
  const told = said.filter(({ kind }) => kind === 'crossed');
  const known = new Set(told.map(({ state }) => state));
  const fresh = reached.filter((percent) => percent > before && !known.has(String(percent)));
  const highest = fresh.find((percent) => percent === Math.max(...reached));
  const covered = fresh.filter((percent) => percent !== highest).map(crossed);
  const lost = told.filter(({ state }) => !hasReached(standing, Number(state)));
  return {
    say: highest === undefined ? undefined : crossed(highest),
    cover: seen ? covered : [{ kind: 'seen', state: String(before) }, ...covered],
    end: [],
    withdraw: lost.filter(({ isSaid, isWithdrawn }) => isSaid && !isWithdrawn).map(({ id }) => id),
    restore: told
      .filter(({ isWithdrawn, state }) => isWithdrawn && hasReached(standing, Number(state)))
      .map(({ id }) => id),
    forget: lost.filter(({ isSaid }) => !isSaid).map(({ id }) => id),
  };
}

/** Before the end of its first working day nothing of a period was reached without us. */
function isFresh({ progress: { phase, workingDays } }: Standing): boolean {
  return phase === 'running' && workingDays.passed === 0;
}

function crossed(percent: number): State {
  return { kind: 'crossed', state: String(percent) };
}
