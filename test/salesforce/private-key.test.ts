import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { audienceOf } from '#salesforce/assertion.ts';
import { readPrivateKey } from '#salesforce/private-key.ts';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pkcs8 = rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const pkcs1 = rsa.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();

describe('the private key', () => {
  test.each([
    ['as PEM', pkcs8],
    ['as the older RSA PEM', pkcs1],
    ['with literal \\n for line ends', pkcs8.replaceAll('\n', '\\n')],
    ['in quotes', `"${pkcs8.replaceAll('\n', '\\n')}"`],
    ['as base64 of the PEM', Buffer.from(pkcs8).toString('base64')],
  ])('is read %s', (_, text) => {
    expect(readPrivateKey(text).asymmetricKeyType).toBe('rsa');
  });

  const short = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
  const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const locked = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' } as const;
  test.each([
    ['nothing that is a key', 'hello', /not a PEM/],
    ['the public key', rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString(), /public key/],
    ['the certificate', '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----', /certificate/],
    ['a key with a passphrase', rsa.privateKey.export(locked).toString(), /passphrase/],
    ['an elliptic curve key', curve.export({ type: 'pkcs8', format: 'pem' }).toString(), /takes RSA/],
    ['a key that is too short', short.export({ type: 'pkcs8', format: 'pem' }).toString(), /1024 bits/],
    ['a key cut in half', pkcs8.slice(0, 900), /cut short/],
  ])('is refused with the reason when it is %s', (_, text, reason) => {
    expect(() => readPrivateKey(text)).toThrow(reason);
  });

  test('never appears in a message', () => {
    const secret = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7';
    expect(() => readPrivateKey(`-----BEGIN PRIVATE KEY-----\n${secret}\n`)).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining(secret) }),
    );
  });
});

test.each([
  ['https://login.salesforce.com', 'https://login.salesforce.com'],
  ['https://acme.my.salesforce.com', 'https://login.salesforce.com'],
  ['https://test.salesforce.com', 'https://test.salesforce.com'],
  ['https://acme--uat.sandbox.my.salesforce.com', 'https://test.salesforce.com'],
  ['http://127.0.0.1:4000', 'http://127.0.0.1:4000'],
])('the audience of a sign-in at %s is %s', (loginUrl, audience) => {
  expect(audienceOf(loginUrl)).toBe(audience);
});
