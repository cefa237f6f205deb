import type { RawBuilder } from 'kysely';
import type { Mutant } from './mutants.ts';

type Tag = (strings: TemplateStringsArray, ...values: readonly unknown[]) => RawBuilder<unknown>;

/** What Stryker's instrumented code reads and writes, by its names. */
interface Namespace {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  mutantCoverage?: Coverage;
}

interface Coverage {
  readonly static: Record<string, number>;
  readonly perTest: Record<string, Record<string, number>>;
}

declare global {
  // oxlint-disable-next-line no-underscore-dangle -- Stryker's name
  var __stryker__: Namespace | undefined;
  var switchedSql: ((tag: Tag, file: string) => Readonly<Record<number, Tag>>) | undefined;
}

const coverage: Coverage = { static: {}, perTest: {} };
const namespace: Namespace = { mutantCoverage: coverage };
let active: Mutant | undefined;
// oxlint-disable-next-line no-underscore-dangle -- Stryker's name
globalThis.__stryker__ = namespace;

/** Makes a mistake in the code that runs from now on; in the one before no more. */
export function switchOn(mutant: Mutant | undefined): void {
  active = mutant;
  namespace.activeMutant = mutant?.id;
}

/** What code comes past from now on is noted for this test. */
export function noteFor(testId: string): void {
  namespace.currentTestId = testId;
}

/** Whether a test, or the loading of modules when undefined, came past the code of a mutant. */
export function comesPast({ id, file, sql }: Mutant, testId: string | undefined): boolean {
  const seen = testId === undefined ? coverage.static : coverage.perTest[testId];
  return seen?.[sql ? site(file, sql.template) : id] !== undefined;
}

const site = (file: string, template: number) => `${file} ${template}`;

globalThis.switchedSql = (tag, file) =>
  new Proxy({}, { get: (_, template) => switched(tag, file, Number(template)) });

function switched(tag: Tag, file: string, template: number): Tag {
  return (strings, ...values) => {
    note(site(file, template));
    const sql = active?.file === file && active.sql?.template === template ? active.sql : undefined;
    if (!sql) return tag(strings, ...values);
    const texts = strings.map((text, part) => (part === sql.part ? sql.text : text));
    return tag(Object.assign(texts, { raw: texts }), ...values);
  };
}

function note(name: string): void {
  const { currentTestId } = namespace;
  if (currentTestId === undefined) coverage.static[name] = 1;
  else (coverage.perTest[currentTestId] ??= {})[name] = 1;
}
