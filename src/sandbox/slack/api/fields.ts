import { z } from 'zod';

/** A field that arrives as JSON text in a form, and as itself in a JSON body. */
export function jsonField<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value) => (typeof value === 'string' ? parsed(value) : value), schema);
}

/** `true`, `"true"` and `"1"` alike. */
export const flag = z.preprocess((value) => value === true || value === 'true' || value === '1', z.boolean());

/** How many items a page may hold. */
export const pageSize = z.coerce.number().int().min(1).max(1000).default(100);

/** A list of ids, with commas between them or as an array. */
export const idList = z.preprocess(
  (value) => (typeof value === 'string' ? value.split(',').map((id) => id.trim()) : value),
  z.array(z.string().min(1)),
);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
