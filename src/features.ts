import type { Feature } from '#feature.ts';

/** What this product does, in the order of help and of App Home. Adding a feature is one folder and one line here. */
export const FEATURES: readonly Feature[] = [];
