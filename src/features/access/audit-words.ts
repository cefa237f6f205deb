/** What somebody did, by the action of the log: with whom or what it is about in place of the dots, and without. */
const WORDS: Readonly<Record<string, readonly [about: string, plain: string]>> = {
  'access.denied': ['asked about … and was refused', 'asked for figures and was refused'],
  'announcement.approved': ['approved announcement …', 'approved an announcement'],
  'announcement.withdrawn': ['took back announcement …', 'took back an announcement'],
  'board.joined': ['put … back on the boards', 'put somebody back on the boards'],
  'board.left': ['took … off the boards', 'took somebody off the boards'],
  'board.paused': ['paused board …', 'paused a board'],
  'board.privacy': ['changed how boards name the team of …', 'changed how boards name people'],
  'board.removed': ['removed board …', 'removed a board'],
  'board.resumed': ['resumed board …', 'resumed a board'],
  'board.set_up': ['set up board …', 'set up a board'],
  'celebration.paused': ['paused celebration …', 'paused a celebration'],
  'celebration.removed': ['removed celebration …', 'removed a celebration'],
  'celebration.resumed': ['resumed celebration …', 'resumed a celebration'],
  'celebration.set_up': ['set up celebration …', 'set up a celebration'],
  'credit.transferred': ['moved credit of a deal away from …', 'moved credit of a deal'],
  'crediting.changed': ['changed a crediting rule', 'changed a crediting rule'],
  'facts.corrected': ['corrected facts of …', 'corrected facts of people'],
  'facts.taken_back': ['took back a correction of facts of …', 'took back a correction of facts'],
  'figures.read': ['read figures of …', 'read figures of somebody'],
  'grant.ended': ['ended a right to the figures of …', 'ended a right to figures'],
  'grant.made': ['gave a right to the figures of …', 'gave a right to figures'],
  'link.confirmed': ['linked … to a Slack account', 'linked somebody to a Slack account'],
  'link.ended': ['ended the link of … to a Slack account', 'ended a link to a Slack account'],
  'link.signed_in': ['signed in to Salesforce as …', 'signed in to Salesforce'],
  'mail_rule.added': ['added a rule for e-mails of …', 'added a rule for e-mails'],
  'mail_rule.removed': ['removed a rule for e-mails of …', 'removed a rule for e-mails'],
  'period.changed': ['changed the state of a period', 'changed the state of a period'],
  'person.erased': ['erased a person', 'erased a person'],
  'person.exported': [
    'took a copy of all that is held about …',
    'took a copy of all that is held about somebody',
  ],
  'post.decided': ['decided about a message', 'decided about a message'],
  'quota.approved': ['approved a change of quotas', 'approved a change of quotas'],
  'quota.approved_alone': ['approved a change of quotas alone', 'approved a change of quotas alone'],
  'quota.changed': ['changed quotas of …', 'changed quotas'],
  'quota.proposed': ['proposed a change of quotas', 'proposed a change of quotas'],
  'quota.rejected': ['rejected a change of quotas', 'rejected a change of quotas'],
  'quota.taken_back': ['took back a change of quotas', 'took back a change of quotas'],
  'role.ended': ['ended a role of …', 'ended a role'],
  'role.given': ['gave … a role', 'gave a role'],
  'settings.changed': ['changed a setting', 'changed a setting'],
};

/** What was done, in parts between which stands whom or what it is about; undefined for an action that has no words. */
export function auditWords(
  action: string,
  { isNamed }: { readonly isNamed: boolean },
): readonly string[] | undefined {
  const [about, plain] = WORDS[action] ?? [];
  return (isNamed ? about : plain)?.split('…').map((part) => part.trim());
}
