import type { Services, SetupStep } from '#feature.ts';

/** A step as it stands now. */
export interface StepState {
  readonly id: string;
  readonly title: string;
  readonly isDone: boolean;
  readonly words: string;
  readonly button: SetupStep['button'];
}

/** All steps in their order, each as it stands. */
export async function readSteps(
  services: Services,
  steps: readonly SetupStep[],
): Promise<readonly StepState[]> {
  const ordered = steps.toSorted((a, b) => a.order - b.order);
  return Promise.all(
    ordered.map(async ({ id, title, button, state }) => ({ id, title, button, ...(await state(services)) })),
  );
}
