import { UpdateQueryBuilder } from 'kysely';

/** Breaks the product: takes the attempt number out of every condition. */
export function ignoreAttempts(): void {
  const { where } = UpdateQueryBuilder.prototype;
  Object.defineProperty(UpdateQueryBuilder.prototype, 'where', {
    value: function ignoring(this: unknown, ...condition: readonly unknown[]): unknown {
      return condition[0] === 'attempt' ? this : Reflect.apply(where, this, condition);
    },
  });
}
