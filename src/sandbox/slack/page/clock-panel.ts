import { html, type Html } from '#sandbox/slack/page/markup.ts';
import type { Looking } from '#sandbox/slack/page/looking.ts';
import { dayAndTime } from '#sandbox/slack/page/text/dates.ts';

const HOUR = 3_600_000;

const STEPS: readonly (readonly [step: string, words: string])[] = [
  [String(HOUR), 'Next hour'],
  [String(24 * HOUR), 'Next day'],
  [String(7 * 24 * HOUR), 'Next week'],
  ['monday', 'Monday 08:00'],
];

/** Business time, and the buttons that move it where this Slack owns the clock. */
export function clockPanel(looking: Looking): Html {
  const now = html`<span class="now" id="now">${businessTime(looking)}</span>`;
  if (!looking.core.clockControl) return html`<p class="clock"><span class="muted">Time</span> ${now}</p>`;
  const buttons = STEPS.map(
    ([step, words]) => html`<button type="button" class="button plain" data-step="${step}">${words}</button>`,
  );
  return html`<details class="clock" id="clock"><summary><span class="visually-hidden">Move the clock. It is </span>${now}</summary>
<div class="steps" role="group" aria-label="Move the clock">${buttons}</div></details>`;
}

export function businessTime({ core, viewer }: Looking): string {
  return dayAndTime(core.clock.now(), viewer.timeZone);
}
