import { GiveUp } from '#lib/errors.ts';

/** Where in a file something is wrong, as far as it can be told. */
export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: string;
}

const SHOWN = 10;

/** Collects what is wrong with an org folder, so that one start shows a person more than the first mistake. */
export class Problems {
  readonly #texts: string[] = [];
  #count = 0;

  add(place: Place, message: string): void {
    this.#count++;
    if (this.#texts.length < SHOWN) this.#texts.push(`${describePlace(place)}: ${message}`);
  }

  /** Throws one GiveUp with everything found, if anything was. */
  throwIfAny(): void {
    if (this.#count === 0) return;
    const more = this.#count - this.#texts.length;
    const tail = more > 0 ? [`… and ${more} more`] : [];
    throw new GiveUp(['The org folder cannot be read.', ...this.#texts, ...tail].join('\n'), {
      remedy: 'Mend the files named above; docs/org-folder.md describes the form.',
    });
  }
}

/** Stops at once: nothing after this point of the file could be read anyway. */
export function giveUpAt(place: Place, message: string, cause?: unknown): never {
  throw new GiveUp(`The org folder cannot be read.\n${describePlace(place)}: ${message}`, {
    remedy: 'Mend the file named above; docs/org-folder.md describes the form.',
    cause,
  });
}

function describePlace({ file, line, column }: Place): string {
  const parts = [file];
  if (line !== undefined) parts.push(`line ${line}`);
  if (column !== undefined) parts.push(`column ${column}`);
  return parts.join(', ');
}
