import type { Specimen } from './specimen.ts';

/** So many of one kind are shown in one variant. */
const MOST = 8;

/** Those that look different from one another, so many of each. */
export function differing(specimens: readonly Specimen[]): readonly Specimen[] {
  const of = ({ feature, kind, variant }: Specimen) => [feature, kind, variant].join('\n');
  return [...Map.groupBy(specimens, of).values()].flatMap((alike) => {
    const shapes = new Map<string, Specimen>();
    for (const one of alike.filter((each) => !isPlainer(each, alike)))
      if (!shapes.has(shapeOf(one))) shapes.set(shapeOf(one), one);
    return [...shapes.values()].slice(0, MOST);
  });
}

/** Whether another says the same in more blocks: what Slack gets where it refuses those. */
function isPlainer({ leaving }: Specimen, all: readonly Specimen[]): boolean {
  return (
    leaving.kind === 'message' &&
    all.some(
      ({ leaving: other }) =>
        other.kind === 'message' &&
        other.text === leaving.text &&
        other.blocks.length > leaving.blocks.length,
    )
  );
}

/** What it consists of and how it begins, without its numbers. */
function shapeOf({ leaving }: Specimen): string {
  switch (leaving.kind) {
    case 'errors':
      return Object.values(leaving.errors).join('\n').slice(0, 60);
    case 'view':
      return typesOf(leaving.view.blocks);
    case 'message':
      return `${leaving.text.replaceAll(/\P{L}/gu, '').slice(0, 40)} ${typesOf(leaving.blocks)}`;
  }
}

function typesOf(blocks: readonly { readonly type: string }[]): string {
  const types = blocks.map(({ type }) => type);
  return types.filter((type, at) => type !== types[at - 1]).join(' ');
}
