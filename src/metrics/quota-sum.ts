import { formatMoney } from '#lib/money.ts';
import type { Remark } from '#model/figure.ts';
import type { QuotaReading } from './catalogue/metric.ts';
import type { PersonalQuota } from './quota-reading.ts';

type Known = Extract<PersonalQuota, { readonly kind: 'quota' }>;

/** The quota of several people together, with how it came about and who could not be added. */
export function sumUp(quotas: readonly PersonalQuota[], currency: string): QuotaReading {
  const known = quotas.filter((it) => it.kind === 'quota');
  const unusable = quotas.filter((it) => it.kind === 'none' && it.partial);
  if (known.length > 0) {
    const amount = known.reduce((total, it) => total + it.amount, 0n);
    return { kind: 'quota', amount, remarks: [...adjusted(known, currency), ...leftOut(unusable.length)] };
  }
  const [only] = quotas.length === 1 ? quotas : unusable;
  if (only?.kind === 'none' && (quotas.length === 1 || unusable.length === 1)) {
    return { kind: 'none', reason: only.reason };
  }
  const reason =
    unusable.length > 0 ? `quota covers only part of the period for all ${unusable.length}` : 'no quota';
  return { kind: 'none', reason };
}

/** What ramp, leave and changes on the way made of the quotas. */
function adjusted(known: readonly Known[], currency: string): readonly Remark[] {
  const changed = known.filter(({ notes }) => notes.length > 0);
  const [first] = changed;
  if (!first) return [];
  if (known.length === 1) {
    const amount = amountText(first.amount, currency);
    return [{ kind: 'apart', text: `quota ${amount}: ${first.notes.join('; ')}` }];
  }
  const whose = changed.length === 1 ? '1 person' : `${changed.length} people`;
  return [{ kind: 'apart', text: `quota of ${whose} adjusted for ramp, leave or a change on the way` }];
}

function amountText(amount: bigint, currency: string): string {
  return currency === '' ? amount.toLocaleString('en-US') : formatMoney({ minor: amount, currency });
}

function leftOut(people: number): readonly Remark[] {
  if (people === 0) return [];
  const whose = people === 1 ? '1 person has a quota' : `${people} people have quotas`;
  return [{ kind: 'partial', text: `${whose} for only part of the period or in another currency, left out` }];
}
