import { measureOf, type RuleSpan } from './crediting.ts';

/** A split or a member of a deal's team, as Salesforce has it. */
export interface DealPart {
  readonly dealId: string;
  readonly personId: string;
  /** Decimal text: 60 or 33.33. Null for a member of the team: the rule says how much. */
  readonly percentage: string | null;
  /** Developer name of the split's type, or the role in the team. */
  readonly name: string;
  readonly kind: 'revenue' | 'overlay' | 'member';
}

/** What a rule gives a person of a deal that closes on one of the rule's days. */
export interface Share {
  readonly dealId: string;
  readonly personId: string;
  /** Exact decimal text: 60 for 60 %. */
  readonly percentage: string;
  readonly rule: string;
  readonly measure: 'bookings' | 'overlay';
  readonly from: string;
  readonly to: string;
}

export interface Shares {
  readonly shares: readonly Share[];
  /** Deals whose revenue splits do not sum to 100 %, and what they sum to. */
  readonly unsound: ReadonlyMap<string, string>;
}

/** Who shares in deals, by the rules in force; one share for each person, deal and rule. */
export function sharesOf(parts: readonly DealPart[], spans: readonly RuleSpan[]): Shares {
  const { sound, unsound } = soundParts(parts);
  const claimed = new Set(
    spans.flatMap((it) => (it.kind === 'custom_split' ? [it.config['type'] ?? ''] : [])),
  );
  const shares = spans.flatMap((span) =>
    sound.filter((part) => isMeant(part, span, claimed)).map((part) => shareOf(part, span)),
  );
  return { shares: merged(shares), unsound };
}

/** Shares as approved transfers left them: each moves what one person had of a deal to another. */
export function transferred(
  shares: readonly Share[],
  receiverOf: (dealId: string, personId: string) => string,
): readonly Share[] {
  return merged(shares.map((it) => ({ ...it, personId: receiverOf(it.dealId, it.personId) })));
}

/** Decimal text of a percentage as a part of one: 60 is 0.6. */
export function partOfOne(percentage: string): string {
  return decimalText(scaled(percentage), DIGITS + 2);
}

/** Without the revenue splits of deals where they do not sum to 100 %: these fall back to the owner. */
function soundParts(parts: readonly DealPart[]) {
  const revenue = Map.groupBy(
    parts.filter((it) => it.kind === 'revenue'),
    (it) => it.dealId,
  );
  const unsound = new Map<string, string>();
  for (const [dealId, own] of revenue) {
    const sum = own.reduce((total, it) => total + scaled(it.percentage ?? '0'), 0n);
    if (sum !== scaled('100')) unsound.set(dealId, decimalText(sum, DIGITS));
  }
  return { sound: parts.filter((it) => it.kind !== 'revenue' || !unsound.has(it.dealId)), unsound };
}

function isMeant(part: DealPart, { kind, config }: RuleSpan, claimed: ReadonlySet<string>): boolean {
  switch (kind) {
    case 'owner':
      return false;
    case 'revenue_split':
      return part.kind === 'revenue';
    case 'overlay_split':
      return part.kind === 'overlay' && !claimed.has(part.name);
    case 'custom_split':
      return part.kind === 'overlay' && part.name === config['type'];
    case 'team_role':
      return part.kind === 'member' && part.name === config['role'];
  }
}

function shareOf({ dealId, personId, percentage }: DealPart, span: RuleSpan): Share {
  return {
    dealId,
    personId,
    percentage: percentage ?? span.config['percentage'] ?? '100',
    rule: span.label,
    measure: measureOf(span.kind),
    from: span.from,
    to: span.to,
  };
}

function merged(shares: readonly Share[]): readonly Share[] {
  const byKey = Map.groupBy(shares, (it) => [it.dealId, it.rule, it.from, it.personId].join(' '));
  return [...byKey.values()].flatMap(([first, ...others]) => {
    if (!first) return [];
    const sum = others.reduce((total, it) => total + scaled(it.percentage), scaled(first.percentage));
    return [{ ...first, percentage: decimalText(sum, DIGITS) }];
  });
}

/** Salesforce keeps fewer decimals of a percentage than these. */
const DIGITS = 10;

function scaled(text: string): bigint {
  const [whole = '0', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.padEnd(DIGITS, '0').slice(0, DIGITS));
}

function decimalText(value: bigint, digits: number): string {
  const text = value.toString().padStart(digits + 1, '0');
  return `${text.slice(0, -digits)}.${text.slice(-digits)}`.replace(/\.?0+$/, '');
}
