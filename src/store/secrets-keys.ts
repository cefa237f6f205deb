import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GiveUp } from '#lib/errors.ts';
import { type KeyRing, keyRing, newKey, readKey, type SecretKey } from './secrets.ts';

const FILE = 'key';

/** The keys of a list separated by commas or lines, the one that seals first; undefined where one of them is none. */
export function readKeys(text: string): readonly SecretKey[] | undefined {
  const keys = text
    .split(/[\s,]+/)
    .filter((it) => it !== '')
    .map(readKey);
  const good = keys.filter((key) => key !== undefined);
  return good.length === keys.length && good.length > 0 ? good : undefined;
}

/** The keys that the environment gives. */
export function givenKeys(keys: readonly SecretKey[]): KeyRing {
  return keyRing(keys, { where: 'ATTAIN_KEY' });
}

/** The keys in the data folder's file, which is made where it is missing: for its owner alone. */
export function keysOfFolder(dataDir: string): KeyRing {
  const keep = (keys: readonly SecretKey[]) => writeKeys(dataDir, keys);
  const read = () => readOrMake(dataDir);
  return keyRing(read(), { where: join(dataDir, FILE), keep, read });
}

function readOrMake(dataDir: string): readonly SecretKey[] {
  const file = join(dataDir, FILE);
  if (!existsSync(file)) makeFirst(dataDir);
  const keys = readKeys(readFileSync(file, 'utf8'));
  if (keys) return keys;
  throw new GiveUp(`${file} holds no keys.`, {
    remedy: 'Restore it from a backup: it opens the secrets in the database.',
  });
}

/** Of several processes that start at once, one makes the key and all use it. */
function makeFirst(dataDir: string): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const own = join(dataDir, `${FILE}.${process.pid}`);
  writeFileSync(own, textOf([newKey()]), { mode: 0o600 });
  try {
    linkSync(own, join(dataDir, FILE));
  } catch (error) {
    if (!existsSync(join(dataDir, FILE))) throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

/** Writes the keys of a folder, the one that seals first: all or none. */
function writeKeys(dataDir: string, keys: readonly SecretKey[]): void {
  const file = join(dataDir, FILE);
  writeFileSync(`${file}.new`, textOf(keys), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

function textOf(keys: readonly SecretKey[]): string {
  return keys.map(({ bytes }) => `${bytes.toString('base64')}\n`).join('');
}
