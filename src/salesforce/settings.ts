/** How the product signs in to one Salesforce org, and how much of the org's API it may use. */
export interface SalesforceSettings {
  /** https://login.salesforce.com, https://test.salesforce.com, a My Domain address, or a stand-in on loopback. */
  readonly loginUrl: string;
  readonly clientId: string;
  readonly grant: Grant;
  /** Such as 67.0. jsforce's own default is years old, so we always name one. */
  readonly apiVersion: string;
  /** Background reading stops once the org as a whole has used this share (0–1) of its daily API calls. */
  readonly apiShare: number;
}

export type Grant =
  | { readonly kind: 'jwt_bearer'; readonly username: string; readonly privateKey: string }
  | { readonly kind: 'client_credentials'; readonly clientSecret: string };

export const DEFAULT_API_VERSION = '67.0';
