/** A deal's stage from a moment on; ISO texts of one zone, which sort as moments do. */
export interface StageStep {
  readonly stage: string;
  readonly at: string;
}

export interface StageFacts {
  readonly order: number;
  readonly isClosed: boolean;
  readonly isWon: boolean;
}

/** One stay of a deal in an open stage. A re-entry is a stay of its own; a stage that was skipped has none. */
export interface StageSpell {
  readonly stage: string;
  readonly enteredAt: string;
  /** Undefined while the deal is still there. */
  readonly leftAt: string | undefined;
  /** Whether it later reached a stage further on, or was won. */
  readonly movedOn: boolean;
  /** Whether it is the deal's first stay in that stage. */
  readonly isFirst: boolean;
}

/**
 * The stays of one deal in open stages, oldest first. `steps` are in order of time; several rows of one stage in a row
 * are one stay. A stage nobody describes any more counts as open and further on than none.
 */
export function spellsOf(
  steps: readonly StageStep[],
  stages: ReadonlyMap<string, StageFacts>,
): readonly StageSpell[] {
  const stays = steps.filter((step, index) => step.stage !== steps[index - 1]?.stage);
  return stays.flatMap((stay, index): readonly StageSpell[] => {
    const own = stages.get(stay.stage);
    if (own?.isClosed) return [];
    return [
      {
        stage: stay.stage,
        enteredAt: stay.at,
        leftAt: stays[index + 1]?.at,
        movedOn: stays.slice(index + 1).some((later) => isFurther(stages.get(later.stage), own)),
        isFirst: !stays.slice(0, index).some((earlier) => earlier.stage === stay.stage),
      },
    ];
  });
}

function isFurther(later: StageFacts | undefined, own: StageFacts | undefined): boolean {
  if (later?.isWon) return true;
  return later !== undefined && !later.isClosed && own !== undefined && later.order > own.order;
}
