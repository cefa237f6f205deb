import { isUtf8 } from 'node:buffer';
import { giveUpAt } from './problems.ts';

const UTF8_ADVICE = 'Save it as UTF-8 (in a spreadsheet: "CSV UTF-8").';

/** Stops with what to do unless the bytes are UTF-8. */
export function checkUtf8(bytes: Uint8Array, file: string): void {
  if (isUtf16(bytes)) giveUpAt({ file }, `The file is UTF-16. ${UTF8_ADVICE}`);
  if (!isUtf8(bytes)) giveUpAt({ file, line: lineOfBadByte(bytes) }, `The file is not UTF-8. ${UTF8_ADVICE}`);
}

/** The text of a UTF-8 file, with or without a byte-order mark. Any other encoding stops with what to do. */
export function decodeUtf8(bytes: Uint8Array, file: string): string {
  checkUtf8(bytes, file);
  return new TextDecoder('utf-8').decode(bytes);
}

/** By its mark, or without one by the zero bytes that every other Latin letter has. */
function isUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  return bytes.subarray(0, 200).includes(0);
}

/** The first line that does not decode by itself. Lines end in 0x0A in every ASCII-compatible encoding. */
function lineOfBadByte(bytes: Uint8Array): number {
  let line = 1;
  let start = 0;
  while (start < bytes.length) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline === -1 ? bytes.length : newline;
    if (!isUtf8(bytes.subarray(start, end))) return line;
    start = end + 1;
    line++;
  }
  return line;
}
