/** What is mutated, and the tests that must notice. */
export interface Area {
  readonly name: string;
  readonly mutate: readonly string[];
  readonly tests: readonly string[];
}

/** Those of one case each; the properties over generated histories would take minutes for every mutant. */
const LEDGER_FILES = ['cells', 'credit', 'frozen-credit', 'locks', 'rates', 'splits', 'corrections'].map(
  (name) => `test/ledger/${name}.test.ts`,
);

export const AREAS: readonly Area[] = [
  { name: 'money', mutate: ['src/lib/money.ts'], tests: ['test/lib/money.test.ts'] },
  {
    name: 'calendar',
    mutate: ['src/model/calendar*.ts', 'src/model/period.ts'],
    tests: ['test/model/{calendar,custom-years}.test.ts'],
  },
  {
    name: 'catalogue',
    mutate: ['src/metrics/catalogue.ts', 'src/metrics/catalogue/*.ts'],
    tests: ['test/metrics/{catalogue,all-that-is-said,figure-text,figure-rows}.test.ts'],
  },
  { name: 'ledger', mutate: ['src/ledger/*.ts'], tests: LEDGER_FILES },
];

/** The SQL of the ledger is mutated by ourselves: to a mutator of TypeScript it is one long text. */
export const SQL = { folder: 'src/ledger', tests: LEDGER_FILES } as const;
