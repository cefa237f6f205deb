import { Refusal } from '#lib/errors.ts';

/** How a won deal counts for people. `owner` credits what no revenue split shares out. */
export const RULE_KINDS = ['owner', 'revenue_split', 'overlay_split', 'team_role', 'custom_split'] as const;
export type RuleKind = (typeof RULE_KINDS)[number];

/** One version of a rule. Days are ISO text; `to` is exclusive, null while no end is set. */
export interface CreditingRule {
  readonly id: string;
  readonly version: number;
  readonly kind: RuleKind;
  /** `role` and `percentage` of a team role; `type` of a custom split, by its developer name. */
  readonly config: Readonly<Record<string, string>>;
  readonly from: string;
  readonly to: string | null;
}

/** Revenue is shared and counts as bookings; whoever is credited beside it has a measure of their own. */
export function measureOf(kind: RuleKind): 'bookings' | 'overlay' {
  return kind === 'owner' || kind === 'revenue_split' ? 'bookings' : 'overlay';
}

const SINCE_EVER = '0001-01-01';
const FOREVER = 'infinity';

function builtIn(kind: RuleKind): CreditingRule {
  return { id: kind, version: 1, kind, config: {}, from: SINCE_EVER, to: null };
}

/** What holds where nobody has decided otherwise: the owner, or the splits that Salesforce keeps. */
export const OWNER_RULE = builtIn('owner');
const BUILT_IN: readonly CreditingRule[] = [OWNER_RULE, builtIn('revenue_split'), builtIn('overlay_split')];

/** The name under which a rule stands on an entry: revenue_split@1. */
export function labelOf({ id, version }: Pick<CreditingRule, 'id' | 'version'>): string {
  return `${id}@${version}`;
}

/** Close dates [from, to) for which one version of a rule decides. */
export interface RuleSpan extends Pick<CreditingRule, 'kind' | 'config'> {
  readonly label: string;
  readonly from: string;
  readonly to: string;
}

/**
 * Which version decides when: of those that have begun the newest, unless it has ended. A version that ends on the day
 * it begins switches its rule off.
 */
export function ruleSpans(rules: readonly CreditingRule[]): readonly RuleSpan[] {
  const byId = Map.groupBy([...BUILT_IN, ...rules], (it) => it.id);
  return [...byId.values()].flatMap(spansOfVersions);
}

function spansOfVersions(versions: readonly CreditingRule[]): readonly RuleSpan[] {
  const days = [...new Set(versions.flatMap((it) => (it.to ? [it.from, it.to] : [it.from])))].toSorted();
  return days.flatMap((from, index) => {
    const newest = versions.filter((it) => it.from <= from).toSorted((a, b) => b.version - a.version)[0];
    if (!newest || (newest.to !== null && newest.to <= from)) return [];
    const { kind, config } = newest;
    return [{ label: labelOf(newest), kind, config, from, to: days[index + 1] ?? FOREVER }];
  });
}

/** The next version of a rule, checked: throws a Refusal that names what is wrong. */
export function checkRule(
  rule: Omit<CreditingRule, 'version'>,
  known: readonly CreditingRule[],
): CreditingRule {
  const versions = [...BUILT_IN, ...known].filter((it) => it.id === rule.id);
  if (rule.kind === 'owner' || rule.id === OWNER_RULE.id)
    throw new Refusal(
      'The owner rule is always there: it credits what no revenue split shares out.',
      'Set another rule.',
    );
  if (!/^[a-z][a-z0-9_]{0,39}$/.test(rule.id))
    throw new Refusal(
      `"${rule.id}" is no name for a rule.`,
      'Use small letters, digits and _: services_overlay.',
    );
  const other = versions.find((it) => it.kind !== rule.kind);
  if (other)
    throw new Refusal(`The rule ${rule.id} is of kind ${other.kind}.`, 'Give the new rule another name.');
  if (rule.to !== null && rule.to < rule.from)
    throw new Refusal('The rule would end before it begins.', 'Give a later end, or none.');
  const missing = neededBy(rule.kind).find((name) => !rule.config[name]);
  if (missing) throw new Refusal(`A rule of kind ${rule.kind} needs a ${missing}.`, `Give the ${missing}.`);
  const { percentage } = rule.config;
  if (percentage !== undefined && !/^\d{1,4}(\.\d{1,6})?$/.test(percentage))
    throw new Refusal(`"${percentage}" is no percentage.`, 'Write 50 for half of the deal.');
  return { ...rule, version: Math.max(0, ...versions.map((it) => it.version)) + 1 };
}

function neededBy(kind: RuleKind): readonly string[] {
  if (kind === 'team_role') return ['role'];
  return kind === 'custom_split' ? ['type'] : [];
}
