/** Loaded before the product: takes the attempt number out of every condition, to show what it is good for. */
import { UpdateQueryBuilder } from 'kysely';

const patched = UpdateQueryBuilder.prototype as unknown as { where: (...condition: unknown[]) => unknown };
const where = patched.where;
patched.where = function ignoring(this: unknown, ...condition: unknown[]) {
  return condition[0] === 'attempt' ? this : where.apply(this, condition);
};
