import { WHOEVER_ASKS, whyButton } from '#metrics/why-button.ts';
import type { Period } from '#model/period.ts';
import type { ButtonSpec } from '#slack/blocks/button.ts';

/** Why what was reached of these quotas is what it is. */
export function whyAttained(period: Period, kind: 'person' | 'team'): ButtonSpec {
  const asked = { metric: 'attainment', period, kind, id: WHOEVER_ASKS };
  return whyButton(asked, { label: kind === 'team' ? "Why my team's attainment?" : 'Why my attainment?' });
}
