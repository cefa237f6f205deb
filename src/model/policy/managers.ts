/** A person in the tree of managers, as of one day. */
export interface Node {
  readonly id: string;
  readonly managerId: string | null;
  readonly isActive: boolean;
}

/** Trees deeper than this are a mistake, and rights do not reach further. */
export const DEEPEST = 20;

/**
 * The managers above a person who have rights over them that day, nearest first. Who has left has none, the next
 * active one above stands in; a chain that comes back to somebody it has passed ends there.
 */
export function managersAbove(tree: ReadonlyMap<string, Node>, personId: string): readonly string[] {
  const above: string[] = [];
  const passed = new Set([personId]);
  let id = tree.get(personId)?.managerId ?? null;
  for (let depth = 0; id !== null && depth < DEEPEST && !passed.has(id); depth++) {
    passed.add(id);
    const node = tree.get(id);
    if (node?.isActive) above.push(id);
    id = node?.managerId ?? null;
  }
  return above;
}
