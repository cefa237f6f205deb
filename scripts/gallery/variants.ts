import { EAST_ASIAN, LATIN, LONG_NAMES, RIGHT_TO_LEFT, type Words } from './words.ts';

/** How much of a company there is. */
export type Size = 'some' | 'none' | 'one' | 'many';

/** A company in which every view is looked at. */
export interface Variant {
  readonly name: string;
  readonly about: string;
  readonly words: Words;
  readonly size: Size;
  readonly currency: string;
}

const some = { words: LATIN, size: 'some', currency: 'USD' } as const;

export const VARIANTS: readonly Variant[] = [
  { ...some, name: 'ordinary', about: '29 people with figures of every kind' },
  { ...some, name: 'long', about: 'every name and text longer than 80 characters', words: LONG_NAMES },
  { ...some, name: 'empty', about: 'linked people, and nothing to say yet', size: 'none' },
  { ...some, name: 'one', about: 'a single person', size: 'one' },
  { ...some, name: 'many', about: '500 people', size: 'many' },
  { ...some, name: 'rtl', about: 'Arabic and Hebrew', words: RIGHT_TO_LEFT },
  { ...some, name: 'cjk', about: 'Chinese, Japanese and Korean', words: EAST_ASIAN },
  { ...some, name: 'yen', about: 'a currency without decimals', currency: 'JPY' },
  { ...some, name: 'dinar', about: 'a currency with three decimals', currency: 'KWD' },
];
