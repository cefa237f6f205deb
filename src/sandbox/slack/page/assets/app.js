// The page works on what the server drew: each module attaches itself to a part of it.
import { attachComposer } from './composer.js';
import { attachControls } from './controls.js';
import { attachLive } from './live.js';
import { attachModal } from './modal.js';
import { attachTables } from './tables.js';
import { place, post, viewer, whileBusy } from './send.js';

attachTables(document);
attachControls();
attachModal();
attachComposer();
attachLive();

// Choosing a colleague switches at once, except by arrow keys: those only walk through the names.
const as = document.querySelector('#as');
let walking = false;
as.addEventListener('keydown', (event) => {
  walking = event.key !== 'Enter';
});
as.addEventListener('pointerdown', () => {
  walking = false;
});
as.addEventListener('change', () => {
  if (!walking) as.form.requestSubmit();
});

const toggle = document.querySelector('#rail-toggle');
toggle.addEventListener('click', () => {
  const open = document.body.classList.toggle('rail-open');
  toggle.setAttribute('aria-expanded', String(open));
  if (open) document.querySelector('#rail a, #rail select').focus();
});
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  for (const menu of document.querySelectorAll('details.menu[open], details.clock[open]')) menu.open = false;
  if (!document.body.classList.contains('rail-open')) return;
  document.body.classList.remove('rail-open');
  toggle.setAttribute('aria-expanded', 'false');
  toggle.focus();
});
document.addEventListener('click', (event) => {
  for (const menu of document.querySelectorAll('details.menu[open], details.clock[open]')) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.querySelector('#clock')?.addEventListener('click', (event) => {
  const button = event.target.closest('[data-step]');
  if (!button) return;
  const step = button.dataset.step === 'monday' ? 'monday' : Number(button.dataset.step);
  whileBusy(button, 'Moving the clock…', () => post('/sandbox/clock', { step }));
});

if (place === 'home') post('/sandbox/home', { user: viewer });
