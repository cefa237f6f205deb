import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { movableClock } from '#lib/clock.ts';
import type { Log } from '#lib/log.ts';
import { createLocalSalesforce } from './local-salesforce.ts';
import type { Org } from './org/org.ts';
import { openingMoment, openOrg } from './org-folder.ts';

/** What an app reads from its environment to reach a local Salesforce. */
interface AloneSettings {
  readonly SALESFORCE_LOGIN_URL: string;
  readonly SALESFORCE_CLIENT_ID: string;
  readonly SALESFORCE_USERNAME: string;
  /** The path of a private key made for this run. */
  readonly SALESFORCE_PRIVATE_KEY: string;
  /** The moment the org believes it is. */
  readonly CLOCK_START: string;
}

export interface Alone {
  readonly url: string;
  readonly organization: string;
  readonly settings: AloneSettings;
  close(): Promise<void>;
}

const CLIENT_ID = 'local-salesforce';

/** Serves an org folder without the product, to an app that signs in by JWT with a throwaway key. */
export async function startAlone(options: {
  readonly folder: string;
  readonly port: number;
  readonly persist?: string | undefined;
  readonly log: Log;
}): Promise<Alone> {
  const { folder, port, persist, log } = options;
  const org = await openOrg(folder, persist === undefined ? {} : { persist });
  const start = openingMoment(org);
  const key = await throwawayKey();
  const auth = { clients: [{ clientId: CLIENT_ID, publicKey: key.publicKey }] };
  const server = await createLocalSalesforce({ org, clock: movableClock(start), port, auth, log });
  const settings = {
    SALESFORCE_LOGIN_URL: server.url,
    SALESFORCE_CLIENT_ID: CLIENT_ID,
    SALESFORCE_USERNAME: firstActiveUsername(org),
    SALESFORCE_PRIVATE_KEY: key.path,
    CLOCK_START: start.toString(),
  };
  return { url: server.url, organization: org.facts.name, settings, close: () => server.close() };
}

async function throwawayKey(): Promise<{ readonly publicKey: string; readonly path: string }> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const folder = await mkdtemp(path.join(tmpdir(), 'local-salesforce-'));
  const file = path.join(folder, 'private-key.pem');
  await writeFile(file, privateKey, { mode: 0o600 });
  return { publicKey, path: file };
}

function firstActiveUsername(org: Org): string {
  const users = org.table('User');
  for (const row of users?.rows() ?? []) {
    const username = users?.cell(row, 'Username') ?? null;
    if (username !== null && users?.cell(row, 'IsActive') === 'true') return username;
  }
  return 'integration@local.example';
}
