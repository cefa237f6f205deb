// Everything the page asks of the server goes through here.
export const viewer = document.body.dataset.viewer;
export const place = document.body.dataset.place;
const app = document.body.dataset.app;

/** Posts JSON and gives back what came of it; a refusal is shown in the status line and given as undefined. */
export async function post(path, body) {
  const reply = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => undefined);
  if (!reply) return say('The local Slack does not answer. Is it still running?');
  if (reply.status === 204) return {};
  const outcome = await reply.json().catch(() => ({ error: reply.statusText }));
  if (reply.ok) return outcome;
  return say(`That did not work: ${outcome.error ?? reply.statusText}`);
}

/** The markup of a part of the page as it is now. */
export async function fetchPart(part) {
  const query = new URLSearchParams({ as: viewer, in: place });
  const reply = await fetch(`/page/part/${part}?${query}`);
  return reply.text();
}

/** Shows a line in the status area, which is read aloud. */
export function say(words) {
  document.querySelector('#status').textContent = words;
}

/** Says in plain words that the app did not take an action. */
export function explain(error) {
  const reasons = {
    operation_timeout: `${app} did not answer in time.`,
    dispatch_failed: `${app} is not connected.`,
  };
  return reasons[error] ?? `${app} could not do that: ${error}`;
}

/** Runs `act` with the button resting and the status saying what goes on. */
export async function whileBusy(button, words, act) {
  button.disabled = true;
  say(words);
  try {
    const outcome = await act();
    if (outcome) say('');
    return outcome;
  } finally {
    button.disabled = false;
  }
}
