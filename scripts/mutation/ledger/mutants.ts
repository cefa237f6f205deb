import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { sqlMutants, switchable } from '../sql-mutants.ts';

/** One small mistake, switched on while the tests run. */
export const Mutant = z.object({
  /** Stryker's number of a mutant of TypeScript, `sql-` and a number for one of SQL. */
  id: z.string(),
  kind: z.enum(['TypeScript', 'SQL']),
  file: z.string(),
  line: z.number(),
  /** The line it is in, without the spaces around it. */
  code: z.string(),
  was: z.string(),
  now: z.string(),
  sql: z.object({ template: z.number(), part: z.number(), text: z.string() }).optional(),
});
export type Mutant = z.infer<typeof Mutant>;

export interface Mutated {
  readonly mutants: readonly Mutant[];
  /** By absolute path, the text that behaves as the file does until a mutant is switched on. */
  readonly sources: Readonly<Record<string, string>>;
}

/** All mutants of a folder's files, and the files with all of them inside. Needs Stryker's instrumenter beside the others. */
export async function makeMutants(folder: string): Promise<Mutated> {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => ({
      name: join(process.cwd(), folder, name),
      text: readFileSync(join(folder, name), 'utf8'),
    }));
  const { mutants, files: made } = await instrument(
    files.map(({ name, text }) => ({ name, content: prepared(name, text), mutate: true })),
  );
  const textOf = new Map(files.map(({ name, text }) => [name, text]));
  return {
    mutants: [
      ...mutants
        .filter(({ status }) => status !== 'Ignored')
        .map((it) => typescriptMutant(it, textOf.get(it.fileName) ?? '')),
      ...files
        .flatMap(({ name, text }) => sqlMutants(text).map((it) => ({ ...it, file: name, source: text })))
        .map(
          ({ file, line, was, now, source, ...sql }, index): Mutant => ({
            id: `sql-${index}`,
            kind: 'SQL',
            file: short(file),
            line,
            code: lineOf(source, line),
            was,
            now,
            sql,
          }),
        ),
    ],
    sources: Object.fromEntries(made.map(({ name, content }) => [name, content])),
  };
}

/** What is added stands on the first line, so that all others keep their numbers. */
function prepared(name: string, text: string): string {
  const switched = switchable(text);
  return switched === text
    ? text
    : `const sqlAt = globalThis.switchedSql(sql, '${short(name)}'); ${switched}`;
}

const short = (file: string) => file.slice(process.cwd().length + 1);
const lineOf = (text: string, line: number) => text.split('\n')[line - 1]?.trim() ?? '';

const Made = z.object({
  mutants: z.array(
    z.object({
      id: z.string(),
      fileName: z.string(),
      mutatorName: z.string(),
      replacement: z.string(),
      status: z.string().optional(),
      location: z.object({ start: z.object({ line: z.number() }) }),
    }),
  ),
  files: z.array(z.object({ name: z.string(), content: z.string() })),
});
type Made = z.infer<typeof Made>;

function typescriptMutant(it: Made['mutants'][number], text: string): Mutant {
  const line = it.location.start.line + 1;
  return {
    id: it.id,
    kind: 'TypeScript',
    file: short(it.fileName),
    line,
    code: lineOf(text, line),
    was: it.mutatorName,
    now: it.replacement.replaceAll(/\s+/g, ' ').slice(0, 120),
  };
}

const SILENT = { isDebugEnabled: () => false, debug() {}, info() {} };
const PACKAGE = '@stryker-mutator/instrumenter';
const Package = z.object({
  Instrumenter:
    z.custom<new (log: typeof SILENT) => { instrument(files: unknown, options: unknown): unknown }>(),
});

async function instrument(files: readonly unknown[]): Promise<Made> {
  const { Instrumenter } = Package.parse(await import(PACKAGE));
  // Words are prose; what they say is read by people. SQL is mutated by ourselves: to Stryker it is one long word.
  const options = { plugins: null, ignorers: [], excludedMutations: ['StringLiteral'] };
  return Made.parse(await new Instrumenter(SILENT).instrument(files, options));
}
