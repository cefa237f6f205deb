import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { Bug, GiveUp } from '#lib/errors.ts';

/** A key of 32 bytes with the id by which what it sealed is recognized. */
export interface SecretKey {
  readonly id: string;
  readonly bytes: Buffer;
}

/**
 * What seals secrets before they are stored. The newest key seals; all of them open. `about` names whose secret it is
 * and which: what was sealed about something opens as nothing else.
 */
export interface KeyRing {
  /** The id of the key that seals. */
  readonly current: string;
  readonly ids: readonly string[];
  /** Where the keys are kept, for people. */
  readonly where: string;
  /** False where others give the keys: a new one is theirs to make. */
  readonly isOurs: boolean;
  seal(secret: string, about: string): string;
  /** @throws GiveUp where the key is not there, or the sealed text is not what was stored. */
  open(sealed: string, about: string): string;
  /** Makes a key that seals from then on, where they are ours. */
  renew(): void;
}

const FORM = 'a256gcm';
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

export function newKey(): SecretKey {
  return keyOf(randomBytes(KEY_BYTES));
}

/** A key from its base64; undefined where that is not 32 bytes. */
export function readKey(base64: string): SecretKey | undefined {
  const bytes = Buffer.from(base64.trim(), 'base64');
  return bytes.length === KEY_BYTES ? keyOf(bytes) : undefined;
}

function keyOf(bytes: Buffer): SecretKey {
  return { id: createHash('sha256').update('key id').update(bytes).digest('hex').slice(0, 8), bytes };
}

export interface KeyPlace {
  readonly where: string;
  /** Keeps the keys, where they are ours. */
  readonly keep?: (keys: readonly SecretKey[]) => void;
  /** Looks again: another process may have renewed them. */
  readonly read?: () => readonly SecretKey[];
}

/** A ring of keys, the one that seals first. */
export function keyRing(keys: readonly SecretKey[], { where, keep, read }: KeyPlace): KeyRing {
  const held = [...keys];
  const first = () => {
    const [key] = held;
    if (!key) throw new Bug('a ring without keys');
    return key;
  };
  return {
    where,
    isOurs: keep !== undefined,
    get current() {
      return first().id;
    },
    get ids() {
      return held.map(({ id }) => id);
    },
    seal: (secret, about) => sealWith(first(), { secret, about }),
    open(sealed, about) {
      const id = keyIdOf(sealed);
      const isHere = (it: SecretKey) => it.id === id;
      if (!held.some(isHere) && read) held.splice(0, held.length, ...read());
      const key = held.find(isHere);
      if (key) return openWith(key, { sealed, about });
      throw new GiveUp(`A stored secret was sealed by the key ${id}, which is not here.`, {
        remedy:
          'Put that key into ATTAIN_KEY beside the present one, or back into the file "key" of DATA_DIR.',
      });
    },
    renew() {
      if (!keep) return;
      const made = newKey();
      // Kept before anything is sealed by it.
      keep([made, ...held]);
      held.unshift(made);
    },
  };
}

/** The id of the key that sealed a text. */
export function keyIdOf(sealed: string): string {
  return sealed.split('.')[1] ?? '';
}

function sealWith(
  { id, bytes }: SecretKey,
  { secret, about }: { readonly secret: string; readonly about: string },
): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', bytes, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(`${id} ${about}`));
  const body = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return [FORM, id, iv.toString('base64url'), body.toString('base64url')].join('.');
}

function openWith(
  { id, bytes }: SecretKey,
  { sealed, about }: { readonly sealed: string; readonly about: string },
): string {
  const [form, , iv = '', text = ''] = sealed.split('.');
  const body = Buffer.from(text, 'base64url');
  try {
    if (form !== FORM) throw new Bug(`sealed in the unknown form ${form}`);
    const decipher = createDecipheriv('aes-256-gcm', bytes, Buffer.from(iv, 'base64url'), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(Buffer.from(`${id} ${about}`));
    decipher.setAuthTag(body.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(body.subarray(0, -TAG_BYTES)), decipher.final()]).toString('utf8');
  } catch (cause) {
    throw new GiveUp(`The stored secret ${about} is not what was stored.`, {
      cause,
      remedy: 'Restore the database from a backup: it was changed from outside.',
    });
  }
}
