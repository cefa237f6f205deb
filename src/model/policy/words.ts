import { CLASS_NAMES, DATA_CLASSES, type Decision, REASONS } from './terms.ts';

const COLUMNS: Readonly<Record<string, string>> = {
  self: 'about oneself',
  manager: 'for who leads the person',
  skip_manager: 'for who leads the person from further above',
  coach: 'for the coach of the person',
  peer: 'for colleagues',
  exec: 'for executives',
  ops_admin: 'for admins of Attain',
  comp_admin: 'for admins of pay',
  auditor: 'for auditors',
  grant: 'by a grant',
  nobody: 'for who is not known',
  C1: 'in private channels of linked people',
  C2: 'in channels that are open to all',
  C3: 'in channels with a guest',
  C4: 'in channels shared with another company',
};

/** A decision in a sentence: "Rule D2.peer (…, for colleagues): that rule does not allow it." */
export function decisionWords({ rule, reasonCode }: Decision): string {
  const [asked = '', column = ''] = rule.split('.');
  const dataClass = DATA_CLASSES.find((one) => one === asked);
  const what = dataClass === undefined ? '' : `${CLASS_NAMES[dataClass]}, `;
  return `Rule ${rule} (${what}${COLUMNS[column] ?? column}): ${REASONS[reasonCode]}.`;
}
