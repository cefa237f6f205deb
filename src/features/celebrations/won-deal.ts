import type { Day } from '#lib/days.ts';
import type { Money } from '#lib/money.ts';

/** A deal as it is now, as far as celebrating it hangs on it. */
export interface WonDeal {
  readonly id: string;
  /** Outside text. */
  readonly name: string;
  /** The ledger counts it as won now. */
  readonly isWon: boolean;
  /** It is there and not decided. */
  readonly isOpen: boolean;
  /** Marked as private in Salesforce: nobody is told of it. */
  readonly isPrivate: boolean;
  readonly closeOn: Day;
  /** What it brings, all shares together; undefined where it has no amount, or one in several currencies. */
  readonly amount: Money | undefined;
  /** The amount as Salesforce has it, and the rate that made it the organisation's; undefined where it needed none. */
  readonly converted: { readonly from: Money; readonly rate: string } | undefined;
  /** Who is credited with it, the largest part first; nobody where it has no owner. */
  readonly credited: readonly { readonly id: string; readonly name: string }[];
  /** Whose teams those credited were in on the day, themselves among them. */
  readonly teams: ReadonlySet<string>;
}
