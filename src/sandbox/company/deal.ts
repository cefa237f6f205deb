import type { Account } from './accounts.ts';
import type { Step } from './deal-life.ts';
import type { Person } from './people.ts';
import type { Product } from './products.ts';

export interface Deal {
  readonly id: string;
  /** Unique over all days, and the same however the days are asked for. */
  readonly number: number;
  readonly name: string;
  readonly owner: Person;
  readonly account: Account;
  readonly territoryId: string;
  readonly type: string;
  readonly leadSource: string;
  readonly lines: readonly LinePlan[];
  readonly life: readonly Step[];
}

/** A product of a deal and its share of the amount; the last line takes what rounding leaves. */
export interface LinePlan {
  readonly product: Product;
  readonly share: number;
}
