import { Buffer } from 'node:buffer';
import { createPrivateKey, type KeyObject } from 'node:crypto';
import { GiveUp } from '#lib/errors.ts';

const REMEDY =
  'Set SALESFORCE_PRIVATE_KEY to the RSA private key that belongs to the certificate of the External Client App: ' +
  'the PEM text, the PEM with \\n for line ends, or the PEM in base64.';

/**
 * Reads the RSA private key that signs us in. Takes PEM text, PEM on one line with literal \n, or base64 of a PEM.
 * Throws GiveUp that says what was found instead; the text of the key is never part of a message.
 */
export function readPrivateKey(text: string): KeyObject {
  const pem = toPem(text);
  const label = /-----BEGIN ([A-Z0-9 ]+)-----/.exec(pem)?.[1];
  if (label === undefined) throw wrong('is not a PEM text');
  if (label.includes('CERTIFICATE'))
    throw wrong('holds a certificate, not the private key that belongs to it');
  if (label.includes('PUBLIC')) throw wrong('holds a public key, not the private one');
  if (label.includes('ENCRYPTED') || pem.includes('Proc-Type: 4,ENCRYPTED')) {
    throw wrong('is protected by a passphrase; store it without one');
  }
  const key = parse(pem);
  if (key.asymmetricKeyType !== 'rsa')
    throw wrong(`is a key of type ${key.asymmetricKeyType}; Salesforce takes RSA`);
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (bits < 2048) throw wrong(`has ${bits} bits; Salesforce takes 2048 or more`);
  return key;
}

function toPem(text: string): string {
  const trimmed = text.trim().replace(/^(["'])([\s\S]*)\1$/, '$2');
  const unfolded = trimmed.replaceAll('\\n', '\n').replaceAll('\\r', '');
  if (unfolded.includes('-----BEGIN')) return unfolded;
  return Buffer.from(trimmed, 'base64').toString('utf8');
}

function parse(pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch (error) {
    throw wrong('looks like a PEM but cannot be read; it may be cut short', error);
  }
}

function wrong(what: string, cause?: unknown): GiveUp {
  return new GiveUp(`SALESFORCE_PRIVATE_KEY ${what}.`, { remedy: REMEDY, cause });
}
