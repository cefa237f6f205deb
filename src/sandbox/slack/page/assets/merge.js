// Brings a list of keyed children up to date without touching those that have not changed,
// so that focus, open details and half-made choices stay where they are.
export function mergeChildren(list, markup) {
  const fresh = document.createElement('template');
  fresh.innerHTML = markup;
  const old = new Map([...list.children].map((child) => [keyOf(child), child]));
  const changed = [];
  let before = null;
  for (const child of Array.from(fresh.content.children)) {
    const known = old.get(keyOf(child));
    old.delete(keyOf(child));
    const same = known && known.dataset.version === child.dataset.version;
    const kept = same ? known : child;
    if (!same) {
      if (known) known.replaceWith(child);
      changed.push(child);
    }
    const expected = before ? before.nextElementSibling : list.firstElementChild;
    if (expected !== kept) list.insertBefore(kept, expected);
    before = kept;
  }
  for (const gone of old.values()) gone.remove();
  return changed;
}

function keyOf(child) {
  return child.dataset.key ?? child.id;
}
