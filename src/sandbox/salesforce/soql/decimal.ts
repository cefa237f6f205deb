const PLAIN = /^(-?)(\d+)(?:\.(\d+))?$/;

/** The sum of decimal numbers written as text, to the last digit. Numbers with an exponent are added as floats. */
export function sumOf(numbers: readonly string[]): string {
  const parsed = numbers.map((text) => PLAIN.exec(text));
  if (parsed.includes(null)) return String(numbers.reduce((sum, text) => sum + Number(text), 0));
  const scale = Math.max(0, ...parsed.map((match) => match?.[3]?.length ?? 0));
  let sum = 0n;
  for (const match of parsed) {
    const digits = BigInt((match?.[2] ?? '0') + (match?.[3] ?? '').padEnd(scale, '0'));
    sum += match?.[1] === '-' ? -digits : digits;
  }
  return writeScaled(sum, scale);
}

function writeScaled(value: bigint, scale: number): string {
  const sign = value < 0n ? '-' : '';
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  return scale === 0 ? sign + whole : `${sign}${whole}.${digits.slice(-scale)}`;
}
