/** What is mutated, and the tests that must notice. */
export interface Area {
  readonly name: string;
  readonly mutate: readonly string[];
  readonly tests: readonly string[];
}

export const AREAS: readonly Area[] = [
  { name: 'money', mutate: ['src/lib/money.ts'], tests: ['test/lib/money.test.ts'] },
  {
    name: 'calendar',
    mutate: ['src/model/calendar*.ts', 'src/model/period.ts'],
    tests: ['test/model/{calendar,period-names,custom-years,custom-labels}.test.ts'],
  },
  {
    name: 'catalogue',
    mutate: ['src/metrics/catalogue.ts', 'src/metrics/catalogue/*.ts'],
    tests: ['test/metrics/{catalogue,all-that-is-said,figure-text,figure-rows}.test.ts'],
  },
];

/**
 * The ledger is tried by ourselves, SQL and TypeScript: its tests need a database, which one process keeps for all of
 * them. Those of one case each; the properties over generated histories would take minutes for every mutant.
 */
export const LEDGER = {
  folder: 'src/ledger',
  tests: [
    'test/metrics/sold.test.ts',
    ...[
      'first-load',
      'managers',
      'person-facts',
      'rebuild',
      'causes',
      'cells',
      'credit',
      'frozen-credit',
      'who-shares',
      'locks',
      'rates',
      'splits',
      'corrections',
      'changing-teams',
    ].map((name) => `test/ledger/${name}.test.ts`),
  ],
} as const;

/** Which of these tests are about which file of the ledger: they are tried first. */
export const ABOUT: Readonly<Record<string, readonly string[]>> = {
  below: ['managers'],
  cells: ['cells'],
  'changed-deals': ['frozen-credit', 'first-load'],
  circles: ['managers', 'cells'],
  conversion: ['rates'],
  correct: ['person-facts', 'corrections'],
  corrections: ['person-facts'],
  credit: ['credit'],
  'crediting-rules': ['who-shares', 'splits'],
  'deal-shares': ['who-shares', 'splits'],
  differences: ['credit', 'locks'],
  happenings: ['causes'],
  locks: ['causes', 'locks'],
  'managers-on': ['managers'],
  moves: ['cells'],
  outcomes: ['credit'],
  'period-close': ['locks'],
  'period-states': ['locks'],
  'person-facts': ['person-facts'],
  placements: ['corrections', 'changing-teams'],
  'rate-choices': ['rates'],
  rebuild: ['rebuild'],
  replay: ['first-load'],
  restate: ['person-facts', 'corrections'],
  'share-entries': ['who-shares', 'splits'],
  'sold-facts': ['sold'],
  statistics: ['cells'],
  transfers: ['frozen-credit'],
  vacancies: ['managers'],
  'waiting-work': ['cells'],
  wanted: ['credit'],
};
