import { html, type Html } from '#sandbox/slack/page/markup.ts';
import type { Looking } from '#sandbox/slack/page/looking.ts';

/** Where a person types: a message, or a command that begins with a slash. */
export function composer(looking: Looking, where: string): Html {
  const { core } = looking;
  const commands = [
    ...core.commands,
    {
      command: '/invite',
      description: `Add ${core.app.displayName} to this channel`,
      usageHint: `@${core.app.name}`,
    },
  ];
  const hints = commands.map(({ command, description, usageHint }) => {
    return html`<li><button type="button" data-command="${command}"><strong>${command}</strong> ${usageHint}<span class="muted"> ${description}</span></button></li>`;
  });
  return html`<form id="composer"><ul id="hints" hidden aria-label="Commands">${hints}</ul>
<label class="visually-hidden" for="say">Message ${where}</label>
<div class="row"><textarea id="say" rows="1" autocomplete="off" placeholder="Message ${where}, or type /" aria-describedby="say-help"></textarea>
<button class="button primary" type="submit">Send</button></div>
<p class="visually-hidden" id="say-help">Enter sends. Shift and Enter begins a new line. A slash begins a command.</p></form>`;
}
