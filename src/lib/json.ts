/** What may be stored in a jsonb column or handed to a job. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
