// Enter sends; a slash begins a command, and the commands that fit are offered above.
import { place, post, viewer, whileBusy } from './send.js';

export function attachComposer() {
  const form = document.querySelector('#composer');
  if (!form) return;
  const field = form.querySelector('#say');
  const hints = form.querySelector('#hints');

  field.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    } else if (event.key === 'Escape') hints.hidden = true;
    else if (event.key === 'ArrowUp' && !hints.hidden) focusHint(hints, -1, event);
  });
  field.addEventListener('input', () => {
    fit(field);
    offer(field, hints);
  });
  hints.addEventListener('click', (event) => {
    const { command } = event.target.closest('[data-command]')?.dataset ?? {};
    if (!command) return;
    field.value = `${command} `;
    hints.hidden = true;
    field.focus();
  });
  hints.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown')
      focusHint(hints, event.key === 'ArrowUp' ? -1 : 1, event);
    if (event.key === 'Escape') {
      hints.hidden = true;
      field.focus();
    }
  });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (text === '') return;
    field.value = '';
    fit(field);
    hints.hidden = true;
    const path = text.startsWith('/') ? '/sandbox/command' : '/sandbox/say';
    await whileBusy(form.querySelector('[type=submit]'), '', () =>
      post(path, { user: viewer, channel: place, text }),
    );
    field.focus();
  });
  if (matchMedia('(min-width: 700px)').matches && !document.querySelector('dialog[open]'))
    field.focus({ preventScroll: true });
}

function offer(field, hints) {
  const typed = field.value.split(/\s/)[0];
  let any = false;
  for (const item of hints.children) {
    const fits = typed.startsWith('/') && item.firstElementChild.dataset.command.startsWith(typed);
    item.hidden = !fits;
    any ||= fits;
  }
  hints.hidden = !any;
}

function focusHint(hints, step, event) {
  const shown = [...hints.querySelectorAll('li:not([hidden]) button')];
  const at = shown.indexOf(document.activeElement);
  event.preventDefault();
  shown.at(at < 0 ? -1 : (at + step + shown.length) % shown.length)?.focus();
}

function fit(field) {
  field.rows = Math.min(6, field.value.split('\n').length);
}
