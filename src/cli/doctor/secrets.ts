import { readSecrets } from '#store/secrets-settings.ts';
import type { Store } from '#store/store.ts';
import type { Check } from './check.ts';

/** Where the key is that seals secrets, and whether every secret can be opened. Shows no key and no secret. */
export async function secretChecks(store: Store): Promise<readonly Check[]> {
  const secrets = await readSecrets(store);
  const { keys } = store;
  if (!keys) return [];
  const { ids, current, isOurs } = keys;
  const lost = secrets.filter(({ keyId }) => keyId !== '' && !ids.includes(keyId));
  const older = secrets.filter(({ keyId }) => keyId !== current);
  const advice = isOurs ? ', made by Attain: keep a copy of it, apart from the database' : '';
  const key: Check = {
    name: 'Key',
    state: isOurs ? 'note' : 'right',
    says: `${current}, from ${keys.where}${advice}`,
  };
  if (lost.length > 0) return [key, lostCheck(lost)];
  const says =
    older.length === 0
      ? `${secrets.length} sealed by it`
      : `${older.length} of ${secrets.length} are sealed by an older key or not at all`;
  return [
    key,
    older.length === 0
      ? { name: 'Secrets', state: 'right', says }
      : { name: 'Secrets', state: 'note', says: `${says}; npm run attain -- secrets rotate seals them anew` },
  ];
}

function lostCheck(lost: readonly { readonly name: string; readonly keyId: string }[]): Check {
  return {
    name: 'Secrets',
    state: 'wrong',
    says: `cannot be opened: ${lost.map(({ name, keyId }) => `${name} (key ${keyId})`).join(', ')}`,
    remedy:
      'Put the missing key into ATTAIN_KEY beside the present one, or back into the file "key" of DATA_DIR.',
  };
}
