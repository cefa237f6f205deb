/** What one Salesforce opportunity looked like from a moment on. */
export interface DealState {
  readonly opportunityId: string;
  readonly ownerId: string | null;
  readonly stage: string;
  /** Minor units, or null when the deal has no amount. */
  readonly amount: bigint | null;
  readonly currency: string;
  /** ISO date. */
  readonly closeOn: string;
  readonly isClosed: boolean;
  readonly isWon: boolean;
  readonly isDeleted: boolean;
}
