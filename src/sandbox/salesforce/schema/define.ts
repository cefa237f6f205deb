import type { FieldSpec, ObjectSpec } from './field.ts';
import { as, readOnly } from './shorthand.ts';

/** The columns the platform itself fills on every object. */
const SYSTEM_FIELDS: Readonly<Record<string, FieldSpec>> = {
  Id: { ...readOnly(as.text(18)), type: 'id', nillable: false },
  IsDeleted: readOnly(as.flag()),
  CreatedDate: readOnly(as.moment()),
  CreatedById: readOnly(as.lookup('CreatedBy', 'User')),
  LastModifiedDate: readOnly(as.moment()),
  LastModifiedById: readOnly(as.lookup('LastModifiedBy', 'User')),
  SystemModstamp: readOnly(as.moment()),
};

type Extra = Partial<Pick<ObjectSpec, 'keepsDeleted' | 'hasModstamp'>>;

/** An object of the standard schema: system fields first, then its own. `name` and prefix as Salesforce has them. */
export function defineObject(
  [name, keyPrefix]: readonly [name: string, keyPrefix: string],
  fields: Readonly<Record<string, FieldSpec>>,
  extra: Extra = {},
): ObjectSpec {
  return {
    name,
    keyPrefix,
    fields: { ...SYSTEM_FIELDS, ...fields },
    keepsDeleted: true,
    hasModstamp: true,
    ...extra,
  };
}

/** Objects without a recycle bin: a removed row is simply gone. */
export const noBin: Extra = { keepsDeleted: false };
