import type { Feature } from '#feature.ts';
import { auditCommand, looksCommand } from './audit.ts';
import { rolesCommand } from './roles.ts';
import { withheldPost } from './withheld.ts';

/** Who may see what: roles, stand-ins and grants, and who looked at whom. */
export const access: Feature = {
  name: 'access',
  summary: 'Roles, stand-ins and grants; who read whose figures, in a log that proves whole.',
  subcommands: [rolesCommand, looksCommand, auditCommand],
  posts: [withheldPost],
};
