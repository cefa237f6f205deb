const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const CHECKS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** The first three characters of an id say what kind of record it is. */
const PREFIXES = {
  Account: '001',
  Event: '00U',
  FiscalYearSettings: '022',
  ForecastingQuota: '0J9',
  ForecastingType: '0Db',
  Opportunity: '006',
  OpportunityHistory: '008',
  OpportunityLineItem: '00k',
  OpportunityStage: '01J',
  Organization: '00D',
  Period: '026',
  Product2: '01t',
  Task: '00T',
  Territory2: '0MI',
  Territory2Model: '0MA',
  User: '005',
  UserRole: '00E',
  UserTerritory2Association: '0MJ',
} as const;

type RecordKind = keyof typeof PREFIXES;

/** An 18-character record id: kind, a fixed server part, the number in base 62, and the check suffix. */
export function recordId(kind: RecordKind, number: number): string {
  return withCheckSuffix(`${PREFIXES[kind]}Bw0${inBase62(number).padStart(9, '0')}`);
}

/** Adds the three characters by which an id survives tools that ignore case: one bit for every capital letter. */
export function withCheckSuffix(id15: string): string {
  const suffix = [0, 5, 10].map((start) => {
    const isCapital = (bit: number) => /[A-Z]/.test(id15.charAt(start + bit));
    return CHECKS.charAt([0, 1, 2, 3, 4].reduce((sum, bit) => sum + (isCapital(bit) ? 1 << bit : 0), 0));
  });
  return id15 + suffix.join('');
}

function inBase62(number: number): string {
  const digit = DIGITS.charAt(number % 62);
  return number < 62 ? digit : inBase62(Math.floor(number / 62)) + digit;
}
