/** A person of the sales organisation, as Salesforce knows them today. */
export interface Person {
  /** Salesforce User id, 18 characters. */
  readonly id: string;
  /** Lower-case e-mail: the key by which people name each other. */
  readonly email: string;
  readonly name: string;
  readonly isActive: boolean;
  readonly timeZone: string;
  readonly locale: string;
  readonly managerId: string | null;
  readonly roleId: string | null;
}
