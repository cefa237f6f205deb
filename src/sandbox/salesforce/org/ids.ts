const SUFFIX = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ID = /^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/;

export function isId(text: string): boolean {
  return ID.test(text);
}

/** The 18-character form of a record id: a 15-character one gets Salesforce's case checksum. */
export function fullId(id: string): string {
  if (id.length !== 15) return id;
  return id + suffixOf(id.slice(0, 5)) + suffixOf(id.slice(5, 10)) + suffixOf(id.slice(10, 15));
}

/** One suffix letter says which of five characters are upper case, lowest bit first. */
function suffixOf(five: string): string {
  let bits = 0;
  for (let i = 0; i < 5; i++) {
    const letter = five.charCodeAt(i);
    if (letter >= 65 && letter <= 90) bits |= 1 << i;
  }
  return SUFFIX.charAt(bits);
}

/** The id of the n-th record made here. `W` in the instance place keeps it apart from most exported ids. */
export function newId(keyPrefix: string, n: number): string {
  let rest = n;
  let digits = '';
  for (let i = 0; i < 9; i++) {
    digits = DIGITS.charAt(rest % 62) + digits;
    rest = Math.floor(rest / 62);
  }
  return fullId(`${keyPrefix.padEnd(3, '0')}W00${digits}`);
}
