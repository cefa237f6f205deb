import { z } from 'zod';
import { decodeUtf8 } from './encoding.ts';
import { giveUpAt } from './problems.ts';

const FILE = 'org.json';

const zone = z.string().refine(isZone, 'must be an IANA time zone such as America/New_York');

/** `Organization` fields we rely on are checked; any other field is passed through as it stands. */
const organization = z
  .object({
    Id: z
      .string()
      .regex(/^00D[a-zA-Z0-9]{12}([a-zA-Z0-9]{3})?$/, 'must be an organization id (00D…)')
      .optional(),
    Name: z.string().min(1).optional(),
    TimeZoneSidKey: zone.optional(),
    FiscalYearStartMonth: z.int().min(1).max(12).optional(),
    UsesStartDateAsFiscalYearName: z.boolean().optional(),
    IsSandbox: z.boolean().optional(),
  })
  .catchall(z.union([z.string(), z.number(), z.boolean(), z.null()]));

const orgJson = z.strictObject({
  Organization: organization,
  currency: z.string().regex(/^[A-Z]{3}$/, 'must be an ISO currency code such as USD'),
  today: z.iso.date('must be a day such as 2026-11-21'),
});

export type OrgJson = z.infer<typeof orgJson>;

/** Reads org.json from a folder's bytes. */
export function readOrgJson(bytes: Uint8Array): OrgJson {
  let parsed: unknown;
  try {
    parsed = JSON.parse(decodeUtf8(bytes, FILE));
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    giveUpAt({ file: FILE }, `The file is not JSON: ${cause.message}.`, cause);
  }
  return checkOrgJson(parsed);
}

/** The same check for a company handed over in memory. */
export function checkOrgJson(value: unknown): OrgJson {
  const result = orgJson.safeParse(value);
  if (result.success) return result.data;
  const issues = result.error.issues.map((issue) => `${issue.path.join('.') || 'the file'} ${issue.message}`);
  return giveUpAt({ file: FILE }, `${issues.join('; ')}.`, result.error);
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
