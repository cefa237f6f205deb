// The modal: a native dialog, so focus stays inside and Escape closes it.
import { carryEntries, entriesOf } from './controls.js';
import { explain, post, viewer } from './send.js';

const dialog = document.querySelector('#modal');
let opener;

export function attachModal() {
  dialog.addEventListener('click', (event) => {
    if (event.target.closest('[data-close]')) close();
  });
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    close();
  });
  dialog.addEventListener('submit', (event) => {
    event.preventDefault();
    submit(event.target);
  });
  if (dialog.firstElementChild) open();
}

/** Shows the modal as it is now; empty markup closes it. */
export function showModal(markup) {
  const old = dialog.firstElementChild;
  if (markup.trim() === '') {
    dialog.close();
    dialog.replaceChildren();
    if (opener?.isConnected) opener.focus();
    return;
  }
  const fresh = document.createElement('template');
  fresh.innerHTML = markup;
  const form = fresh.content.firstElementChild;
  if (old?.dataset.view === form.dataset.view && old.dataset.version === form.dataset.version) return;
  const restore = old?.dataset.view === form.dataset.view ? carryEntries(dialog) : () => {};
  dialog.replaceChildren(form);
  restore();
  open();
}

function open() {
  if (!dialog.open) {
    opener = document.activeElement;
    dialog.showModal();
  }
  if (dialog.querySelector('.content').contains(document.activeElement)) return;
  const first = dialog.querySelector('.content :is(input, select, textarea, button):not([disabled])');
  (first ?? dialog.querySelector('[data-close]')).focus();
}

function close() {
  post('/sandbox/close', { user: viewer });
}

async function submit(form) {
  const button = form.querySelector('[type=submit]');
  const { view } = form.dataset;
  button.disabled = true;
  clearErrors(form);
  const outcome = await post('/sandbox/submit', { user: viewer, view, values: entriesOf(form) });
  button.disabled = false;
  if (outcome?.result === 'errors') showErrors(form, outcome.errors);
  if (!outcome || outcome.result === 'failed') {
    const why = outcome ? explain(outcome.error) : 'The form could not be sent.';
    form.querySelector('#modal-error').textContent = `${why} Try again.`;
  }
}

function clearErrors(form) {
  form.querySelector('#modal-error').textContent = '';
  for (const error of form.querySelectorAll('.field .error')) error.hidden = true;
  for (const control of form.querySelectorAll('[aria-invalid]')) control.removeAttribute('aria-invalid');
}

function showErrors(form, errors) {
  for (const [block, words] of Object.entries(errors)) {
    const field = form.querySelector(`[data-field="${CSS.escape(block)}"]`);
    if (!field) continue;
    const error = field.querySelector('.error');
    error.textContent = words;
    error.hidden = false;
    field.querySelector('[data-entry]').setAttribute('aria-invalid', 'true');
  }
  const wrong = form.querySelector('[aria-invalid]');
  (wrong?.matches('.group') ? wrong.querySelector('input') : wrong)?.focus();
}
