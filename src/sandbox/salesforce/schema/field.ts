/** What kind of value a field holds; the names are those of Salesforce's describe call. */
export type FieldType =
  | 'id'
  | 'reference'
  | 'string'
  | 'textarea'
  | 'picklist'
  | 'email'
  | 'boolean'
  | 'int'
  | 'double'
  | 'currency'
  | 'percent'
  | 'date'
  | 'datetime';

/** One field of an object, as describe shows it. */
export interface FieldSpec {
  readonly type: FieldType;
  readonly length: number;
  readonly nillable: boolean;
  readonly createable: boolean;
  readonly updateable: boolean;
  /** The objects a reference may point to; empty for any other type. */
  readonly referenceTo: readonly string[];
  readonly relationshipName: string | null;
  /** The row belongs to the one it points to: it is deleted and restored with it. */
  readonly detail: boolean;
  /** A picklist that refuses values it does not list. */
  readonly restricted: boolean;
}

/** One object: its name, its three-letter key prefix, its fields, and which platform columns it has. */
export interface ObjectSpec {
  readonly name: string;
  readonly keyPrefix: string;
  readonly fields: Readonly<Record<string, FieldSpec>>;
  /** Deleted rows stay in the recycle bin (IsDeleted, the deleted log). Otherwise a delete removes the row. */
  readonly keepsDeleted: boolean;
  readonly hasModstamp: boolean;
}

const NUMBERS: ReadonlySet<FieldType> = new Set(['int', 'double', 'currency', 'percent']);

/** Which of the families a type compares and prints as. */
export function familyOf(type: FieldType): 'text' | 'number' | 'boolean' | 'date' | 'datetime' {
  if (type === 'boolean' || type === 'date' || type === 'datetime') return type;
  return NUMBERS.has(type) ? 'number' : 'text';
}

/** A field anyone may read and write, of the given type. */
export function plainField(type: FieldType, length = 0): FieldSpec {
  const base = { nillable: true, createable: true, updateable: true, detail: false, restricted: false };
  return { ...base, type, length, referenceTo: [], relationshipName: null };
}
