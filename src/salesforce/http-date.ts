const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const FORM = /^[A-Z][a-z]{2}, (\d{2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}:\d{2}:\d{2}) GMT$/;

/** Reads an HTTP date such as "Sat, 21 Nov 2026 10:00:00 GMT"; undefined when the text is none. */
export function parseHttpDate(text: string): Temporal.Instant | undefined {
  const match = FORM.exec(text.trim());
  const month = MONTHS.indexOf(match?.[2] ?? '') + 1;
  if (!match || month === 0) return undefined;
  const [, day, , year, time] = match;
  try {
    return Temporal.Instant.from(`${year}-${String(month).padStart(2, '0')}-${day}T${time}Z`);
  } catch {
    return undefined;
  }
}
