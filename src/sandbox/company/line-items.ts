import type { Deal, LinePlan } from './deal.ts';
import { recordId } from './ids.ts';
import { PRODUCTS } from './products.ts';
import { type Random, shuffled } from './random.ts';
import type { Step } from './deal-life.ts';
import type { Change } from './tables.ts';
import { stamp } from './work-days.ts';

export function planLines(random: Random): readonly LinePlan[] {
  const products = shuffled(PRODUCTS, random).slice(0, random.whole(1, 3));
  return products.map((product) => ({ product, share: 1 / products.length }));
}

/** The lines of a deal after a step has priced it: together they are the deal's amount to the cent. */
export function lineChanges(
  deal: Deal,
  { step, before }: { readonly step: Step; readonly before: Step | undefined },
): readonly Change[] {
  const { cents } = step;
  if (cents === undefined || cents === before?.cents) return [];
  const isFirst = before?.cents === undefined;
  const totals = deal.lines.map(({ share }) => Math.floor(cents * share));
  const rest = cents - totals.reduce((sum, total) => sum + total, 0);
  const now = stamp(step.at);
  return deal.lines.map(({ product }, index) => {
    const total = (totals[index] ?? 0) + (index === deal.lines.length - 1 ? rest : 0);
    const id = recordId('OpportunityLineItem', deal.number * 10 + index);
    const quantity = [50, 20, 12, 8, 5, 3, 2].find((pieces) => total % pieces === 0) ?? 1;
    const priced = {
      Quantity: String(quantity),
      UnitPrice: decimal(total / quantity),
      ListPrice: decimal(total / quantity),
      TotalPrice: decimal(total),
      LastModifiedDate: now,
      SystemModstamp: now,
    };
    const born = {
      Id: id,
      OpportunityId: deal.id,
      Product2Id: product.id,
      ProductCode: product.code,
      Name: product.name,
      IsDeleted: 'false',
      CreatedDate: now,
    };
    const fields = isFirst ? { ...born, ...priced } : priced;
    return {
      at: step.at,
      op: isFirst ? 'create' : 'update',
      type: 'OpportunityLineItem',
      id,
      fields,
    } as const;
  });
}

/** Whole cents as decimal text: 1234.50. */
export function decimal(cents: number): string {
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
}
