/** Who names whom as manager, by id. */
export type ManagerOf = ReadonlyMap<string, string | null>;

/**
 * The circles of managers: people who, following managers upwards, come back to themselves. Each circle once, beginning
 * with its smallest id.
 */
export function circlesOf(managerOf: ManagerOf): readonly (readonly string[])[] {
  const circles = new Map<string, readonly string[]>();
  const settled = new Set<string>();
  for (const start of managerOf.keys()) {
    const path: string[] = [];
    let id: string | null | undefined = start;
    while (id && !settled.has(id) && !path.includes(id)) {
      path.push(id);
      id = managerOf.get(id);
    }
    if (id && path.includes(id)) {
      const circle = path.slice(path.indexOf(id));
      const first = circle.toSorted()[0] ?? id;
      const at = circle.indexOf(first);
      circles.set(first, [...circle.slice(at), ...circle.slice(0, at)]);
    }
    for (const passed of path) settled.add(passed);
  }
  return [...circles.values()];
}
