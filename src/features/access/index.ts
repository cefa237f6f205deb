import type { Feature } from '#feature.ts';
import { withheldPost } from './withheld.ts';

/** Who may see what: roles, stand-ins, the reason behind every yes and no, and who looked at whom. */
export const access: Feature = {
  name: 'access',
  summary: 'Roles, stand-ins and grants; why something may be read or not, and who read what.',
  posts: [withheldPost],
};
