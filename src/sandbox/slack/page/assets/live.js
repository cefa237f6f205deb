// Listens for what has changed and fetches those parts again.
import { mergeChildren } from './merge.js';
import { showModal } from './modal.js';
import { fetchPart, place, post, viewer } from './send.js';
import { attachTables } from './tables.js';
import { carryEntries } from './controls.js';

const log = document.querySelector('#log');
const newest = document.querySelector('#newest');
const NEAR = 80;

export function attachLive() {
  const events = new EventSource(`/page/live?${new URLSearchParams({ as: viewer, in: place })}`);
  events.addEventListener('message', ({ data }) => later(data));
  // After a break everything may have changed.
  events.addEventListener('open', () =>
    ['places', 'clock', 'modal', place === 'home' ? 'home' : `log ${place}`].forEach(later),
  );
  setInterval(() => later('clock'), 30_000);
  if (!log) return;
  toEnd();
  newest.addEventListener('click', toEnd);
  log.addEventListener('scroll', () => {
    if (atEnd()) newest.hidden = true;
  });
  document.addEventListener('visibilitychange', markRead);
  document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

/** Several changes at once are fetched once, and one fetch of a part ends before the next begins. */
const waiting = new Set();
let running = Promise.resolve();
function later(part) {
  if (waiting.has(part)) return;
  waiting.add(part);
  running = running.then(() => {
    waiting.delete(part);
    return refresh(part).catch(() => {});
  });
}

async function refresh(part) {
  const [name, channel] = part.split(' ');
  if (name === 'log') {
    if (channel === place) await refreshLog();
    else await fill('#places', 'places');
  } else if (name === 'places') await fill('#places', 'places');
  else if (name === 'clock') await fill('#now', 'clock');
  else if (name === 'modal') showModal(await fetchPart('modal'));
  else if (name === 'home' && place === 'home') await refreshHome();
}

async function fill(selector, part) {
  const element = document.querySelector(selector);
  const markup = await fetchPart(part);
  if (element.innerHTML === markup) return;
  const focused = element.contains(document.activeElement)
    ? document.activeElement.getAttribute('href')
    : undefined;
  element.innerHTML = markup;
  if (focused) element.querySelector(`[href="${CSS.escape(focused)}"]`)?.focus();
}

async function refreshLog() {
  const follow = atEnd();
  const changed = mergeChildren(log, await fetchPart('log'));
  changed.forEach(attachTables);
  if (changed.length === 0) return;
  if (follow) toEnd();
  else newest.hidden = false;
  markRead();
}

async function refreshHome() {
  const home = document.querySelector('#home');
  const restore = carryEntries(home);
  home.innerHTML = await fetchPart('home');
  restore();
  attachTables(home);
}

function atEnd() {
  return log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;
}

function toEnd() {
  log.scrollTop = log.scrollHeight;
  newest.hidden = true;
  markRead();
}

function markRead() {
  if (log && document.visibilityState === 'visible') post('/page/read', { as: viewer, in: place });
}
