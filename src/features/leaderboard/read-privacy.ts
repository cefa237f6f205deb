import { createHmac } from 'node:crypto';
import { type CompanyDay, managersOf } from '#access/managers.ts';
import { readPersonFacts } from '#ledger/person-facts.ts';
import { factOn } from '#model/placement.ts';
import { DEFAULT_MODE, type Privacy, type PrivacyMode, strictest } from './privacy-policy.ts';
import { type PrivacyRule, pseudonymSecret, readOptedOut, readPrivacyRules } from './privacy-store.ts';

interface Asked {
  readonly personIds: readonly string[];
  /** What made-up names are the same for: one board in one period. */
  readonly board: string;
  readonly now: Temporal.Instant;
}

/** No letters that are taken for one another. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const LENGTH = 6;

/** How boards may speak of these people today. */
export async function readPrivacy(company: CompanyDay, { personIds, board, now }: Asked): Promise<Privacy> {
  const { store } = company;
  const [rules, optedOut, secret] = await Promise.all([
    readPrivacyRules(store),
    readOptedOut(store),
    pseudonymSecret(store, now),
  ]);
  const modes = await readModes(company, rules, personIds);
  const fallback = rules.find(({ scope }) => scope === 'all')?.mode ?? DEFAULT_MODE;
  return {
    modeOf: (id) => modes.get(id) ?? fallback,
    hasOptedOut: (id) => optedOut.has(id),
    pseudonymOf: (id) => pseudonym(secret, `${board}/${id}`),
  };
}

/** The modes that are set for where people are and whose team they are in; who is in none is left out. */
async function readModes(
  company: CompanyDay,
  rules: readonly PrivacyRule[],
  personIds: readonly string[],
): Promise<ReadonlyMap<string, PrivacyMode>> {
  const ofScope = (scope: PrivacyRule['scope']) =>
    new Map(rules.filter((rule) => rule.scope === scope).map((rule) => [rule.scopeId, rule.mode]));
  const [locations, teams] = [ofScope('location'), ofScope('team')];
  const [managers, whereabouts] = await Promise.all([
    teams.size > 0 ? managersOf(company, personIds) : new Map<string, readonly string[]>(),
    locations.size > 0 ? readLocations(company, personIds) : new Map<string, string>(),
  ]);
  const found = personIds.map((id) => {
    const place = locations.get((whereabouts.get(id) ?? '').toLowerCase());
    const led = (managers.get(id) ?? []).flatMap((manager) => teams.get(manager) ?? []);
    return [id, [...(place ? [place] : []), ...led]] as const;
  });
  return new Map(found.flatMap(([id, modes]) => (modes.length > 0 ? [[id, strictest(modes)] as const] : [])));
}

async function readLocations(
  { store, day }: CompanyDay,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const facts = await readPersonFacts(store, { kinds: ['location'], personIds });
  const byPerson = Map.groupBy(facts, ({ personId }) => personId);
  return new Map([...byPerson].map(([id, own]) => [id, factOn(own, day.toString())?.value ?? '']));
}

function pseudonym(secret: string, of: string): string {
  const bytes = createHmac('sha256', Buffer.from(secret, 'hex')).update(of).digest();
  const letters = [...bytes.subarray(0, LENGTH)].map((byte) => LETTERS[byte % LETTERS.length] ?? '');
  return `Player ${letters.join('')}`;
}
