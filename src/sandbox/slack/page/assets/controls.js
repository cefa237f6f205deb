// Buttons, selects and pickers in messages, modals and the Home.
import { explain, place, post, say, viewer } from './send.js';

export function attachControls() {
  document.addEventListener('click', async (event) => {
    const button = event.target.closest('[data-act]');
    if (!button || !(await isSure(button))) return;
    button.closest('details.menu')?.removeAttribute('open');
    if (button.dataset.url) window.open(button.dataset.url, '_blank', 'noopener');
    button.disabled = true;
    await act(button, button.dataset.value ?? null);
    button.disabled = false;
    if (button.isConnected) button.focus();
  });
  document.addEventListener('click', async (event) => {
    const item = event.target.closest('[data-shortcut]');
    if (item) await useShortcut(item);
  });
  document.addEventListener('change', async (event) => {
    const control = event.target.closest('[data-acts]');
    if (control && (await isSure(control))) await act(control, valueOf(control));
  });
  document.addEventListener('input', (event) => {
    if (event.target.matches('[data-search]')) suggest(event.target);
  });
}

async function act(element, value) {
  const { action, block } = element.dataset;
  const inMessage = element.closest('[data-message]');
  const inView = element.closest('[data-view]');
  const where = inMessage ? { message: inMessage.dataset.message } : { view: inView.dataset.view };
  const values = inView ? entriesOf(inView) : undefined;
  const outcome = await post('/sandbox/click', { user: viewer, action, block, value, values, ...where });
  if (outcome) say(outcome.ok ? '' : explain(outcome.error));
}

/** The menu closes and keeps the focus, so that it comes back to the message when a window is closed. */
async function useShortcut(item) {
  const menu = item.closest('details.menu');
  menu.open = false;
  menu.querySelector('summary').focus();
  const { message } = item.closest('[data-message]').dataset;
  const what = { callback: item.dataset.shortcut, message, channel: place };
  const outcome = await post('/sandbox/shortcut', { user: viewer, ...what });
  if (outcome) say(outcome.ok ? '' : explain(outcome.error));
}

/** What the person has entered, by `block_id/action_id`. */
export function entriesOf(root) {
  const entries = {};
  for (const control of root.querySelectorAll('[data-entry]')) {
    const value = valueOf(control);
    if (value !== null) entries[`${control.dataset.block}/${control.dataset.action}`] = value;
  }
  return entries;
}

/** Remembers entries and focus of a part that is about to be drawn anew; the returned function puts them back. */
export function carryEntries(root) {
  const held = [...root.querySelectorAll('input, select, textarea')].map((control) => [
    selectorOf(control),
    control,
  ]);
  const focused = root.contains(document.activeElement) ? selectorOf(document.activeElement) : '';
  return () => {
    for (const [selector, old] of held) {
      const control = selector && root.querySelector(selector);
      if (!control || control.type !== old.type) continue;
      control.value = old.value;
      control.checked = old.checked;
    }
    if (focused) root.querySelector(focused)?.focus();
  };
}

function selectorOf(control) {
  const { action, block } = control.closest('[data-action]')?.dataset ?? {};
  if (action === undefined) return '';
  const whole = `[data-block="${CSS.escape(block)}"][data-action="${CSS.escape(action)}"]`;
  const inGroup = control.type === 'checkbox' || control.type === 'radio';
  return inGroup ? `${whole} input[value="${CSS.escape(control.value)}"]` : whole;
}

function valueOf(control) {
  const kind = control.dataset.entry;
  if (kind === 'radio_buttons') return control.querySelector('input:checked')?.value ?? null;
  if (control.matches('.group'))
    return [...control.querySelectorAll('input:checked')].map((box) => box.value);
  if (kind === 'datetimepicker') return control.value ? Math.floor(new Date(control.value) / 1000) : '';
  return control.value;
}

function isSure(element) {
  const words = element.closest('[data-confirm]')?.dataset.confirm;
  if (!words) return true;
  const { title, text, yes, no } = JSON.parse(words);
  const dialog = document.querySelector('#ask');
  dialog.querySelector('h2').textContent = title;
  dialog.querySelector('p').textContent = text;
  dialog.querySelector('[value=no]').textContent = no;
  dialog.querySelector('[value=yes]').textContent = yes;
  dialog.returnValue = 'no';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true });
  });
}

let asking;
function suggest(input) {
  clearTimeout(asking);
  asking = setTimeout(async () => {
    const { action, block } = input.dataset;
    const view = input.closest('[data-view]')?.dataset.view;
    const message = input.closest('[data-message]')?.dataset.message;
    const found = await post('/sandbox/suggest', {
      user: viewer,
      action,
      block,
      query: input.value,
      view,
      message,
    });
    const list = document.getElementById(input.getAttribute('list'));
    list.replaceChildren(...(found?.options ?? []).map(({ text, value }) => new Option(text.text, value)));
  }, 200);
}
