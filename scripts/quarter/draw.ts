import { rmSync } from 'node:fs';
import { differing } from '../gallery/differing.ts';
import { ownerOfPost } from '../gallery/names.ts';
import { brokenIn } from '../gallery/report.ts';
import type { Specimen } from '../gallery/specimen.ts';
import { writePages } from '../gallery/write.ts';
import type { Posted, Received } from './received.ts';

/** Draws some messages of each kind, as they stand at the end; says which of all of them break a rule. */
export function drawReadings(dir: string, read: readonly (Received | Posted)[]): readonly string[] {
  const specimens = read.map(specimenOf);
  rmSync(dir, { recursive: true, force: true });
  writePages(dir, differing(specimens));
  return brokenIn(specimens);
}

function specimenOf({ kind, message: { text, blocks }, ...read }: Received | Posted): Specimen {
  return {
    feature: ownerOfPost(kind),
    kind: `post ${kind}`,
    variant: 'quarter',
    reader: 'who' in read ? read.who : '',
    leaving: { kind: 'message', text, blocks },
  };
}
