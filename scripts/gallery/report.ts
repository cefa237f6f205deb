import { rulesBroken } from './rules.ts';
import type { Specimen } from './specimen.ts';

/** How many views in how many variants there were. */
export function counted(specimens: readonly Specimen[]): string {
  const kinds = new Set(specimens.map(({ kind }) => kind)).size;
  const variants = new Set(specimens.map(({ variant }) => variant)).size;
  return `${specimens.length} views of ${kinds} kinds in ${variants} variants`;
}

/** Every broken rule once, with where it was first seen and how often. */
export function brokenIn(specimens: readonly Specimen[]): readonly string[] {
  const seen = new Map<string, { readonly where: string; times: number }>();
  for (const { kind, variant, leaving } of specimens) {
    for (const fault of rulesBroken(leaving)) {
      const known = seen.get(fault) ?? { where: `${variant}, ${kind}`, times: 0 };
      known.times++;
      seen.set(fault, known);
    }
  }
  return [...seen].map(([fault, { where, times }]) => `${where} (${times}): ${fault}`);
}
