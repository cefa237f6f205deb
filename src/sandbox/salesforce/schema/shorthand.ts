import { plainField, type FieldSpec } from './field.ts';

/** Words the schema files are written with, so that an object reads as a list of its fields. */
export const as = {
  text: (length: number): FieldSpec => plainField('string', length),
  longText: (): FieldSpec => plainField('textarea', 32_000),
  pick: (): FieldSpec => plainField('picklist', 255),
  email: (): FieldSpec => plainField('email', 80),
  flag: (): FieldSpec => ({ ...plainField('boolean'), nillable: false }),
  whole: (): FieldSpec => plainField('int'),
  decimal: (): FieldSpec => plainField('double'),
  money: (): FieldSpec => plainField('currency'),
  percent: (): FieldSpec => plainField('percent'),
  day: (): FieldSpec => plainField('date'),
  moment: (): FieldSpec => plainField('datetime'),
  /** A reference: the name used in dotted paths (`Owner` in `Owner.Name`), then the objects it may point to. */
  lookup: (relationshipName: string, ...referenceTo: readonly string[]): FieldSpec => ({
    ...plainField('reference', 18),
    referenceTo,
    relationshipName,
  }),
};

export const readOnly = (field: FieldSpec): FieldSpec => ({ ...field, createable: false, updateable: false });
export const createOnly = (field: FieldSpec): FieldSpec => ({ ...field, updateable: false });
export const required = (field: FieldSpec): FieldSpec => ({ ...field, nillable: false });

/** A required reference to the row this one belongs to. */
export const detail = (field: FieldSpec): FieldSpec => ({
  ...field,
  nillable: false,
  updateable: false,
  detail: true,
});
