import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { must } from '#lib/errors.ts';
import { keyIdOf } from './secrets.ts';
import type { Store } from './store.ts';

/** As a secret is stored: sealed, or as it was before there were keys. */
const Stored = z.union([z.object({ sealed: z.string() }), z.object({ secret: z.string().min(32) })]);
type Stored = z.infer<typeof Stored>;

/**
 * A secret of the installation, 32 random bytes in hex. Whichever process is first makes it; all use that one.
 * @throws GiveUp where it was sealed by a key that is not here.
 */
export async function installationSecret(store: Store, name: string): Promise<string> {
  const known = await readStored(store, name);
  if (known !== undefined) return opened(store, { name, stored: known });
  await store.db
    .insertInto('setting')
    .values({
      name,
      value: JSON.stringify(sealed(store, { name, secret: randomBytes(32).toString('hex') })),
      changed_by: 'attain',
      changed_at: sql<string>`now()`,
    })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  return opened(store, { name, stored: must(await readStored(store, name), `the secret ${name}`) });
}

/** Which secrets there are, and by which key each is sealed; '' for one that is not. */
export async function readSecrets(
  store: Store,
): Promise<readonly { readonly name: string; readonly keyId: string }[]> {
  const rows = await store.db.selectFrom('setting').select(['name', 'value']).orderBy('name').execute();
  return rows.flatMap(({ name, value }) => {
    const stored = Stored.safeParse(value);
    if (!stored.success) return [];
    return [{ name, keyId: 'sealed' in stored.data ? keyIdOf(stored.data.sealed) : '' }];
  });
}

/** Seals every secret by the present key, in one transaction; returns how many were sealed by another or not at all. */
export async function resealSecrets(store: Store): Promise<number> {
  return store.transaction(async (tx) => {
    const { keys } = tx;
    const others = (await readSecrets(tx)).filter(({ keyId }) => keyId !== keys?.current);
    for (const { name } of others) {
      const stored = must(await readStored(tx, name), `the secret ${name}`);
      const value = JSON.stringify(sealed(tx, { name, secret: opened(tx, { name, stored }) }));
      await tx.db.updateTable('setting').set({ value }).where('name', '=', name).execute();
    }
    return others.length;
  });
}

async function readStored(store: Store, name: string): Promise<Stored | undefined> {
  const row = await store.db
    .selectFrom('setting')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirst();
  return row && Stored.parse(row.value);
}

function sealed(
  { keys, schema }: Store,
  { name, secret }: { readonly name: string; readonly secret: string },
): Stored {
  return keys ? { sealed: keys.seal(secret, `${schema}/${name}`) } : { secret };
}

function opened(
  { keys, schema }: Store,
  { name, stored }: { readonly name: string; readonly stored: Stored },
): string {
  if ('secret' in stored) return stored.secret;
  return must(keys, `the keys that open ${name}`).open(stored.sealed, `${schema}/${name}`);
}
