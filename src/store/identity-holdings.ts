/** What a table holds about people, and what becomes of it when one of them is erased. */
export interface Holding {
  /** For whoever gets a copy: what it is and what it is for. */
  readonly about: string;
  /**
   * `pseudonym`: rows stay, without name, e-mail and ids, because totals or the history of decisions are made of them.
   * `delete`: rows that are the person's own go.
   */
  readonly onErase: 'pseudonym' | 'delete';
  /** Columns that say whose own a row is. */
  readonly owners?: readonly string[];
  /** Columns of the person's own rows whose free text goes: null, or '' where a text is needed. */
  readonly blank?: Readonly<Record<string, null | ''>>;
}

/** By table. One with `undefined` holds nothing about people. */
export type Holdings = Readonly<Record<string, Holding | undefined>>;

const stays = (about: string, more: Pick<Holding, 'owners' | 'blank'> = {}): Holding => ({
  about,
  onErase: 'pseudonym',
  ...more,
});
const goes = (about: string, ...owners: readonly string[]): Holding => ({ about, onErase: 'delete', owners });

/** What Salesforce tells, and the figures made of it. */
const FIGURES: Holdings = {
  person: stays('who they are in Salesforce: name, e-mail, title, place, manager, role', {
    owners: ['id'],
    blank: { title: null, username: null },
  }),
  assignment: stays('who managed them in which role, with dates'),
  person_fact: stays('place and employment with dates, from Salesforce'),
  fact_correction: stays('dated facts that a person corrected', {
    owners: ['person_id'],
    blank: { reason: '' },
  }),
  lineage: stays('the managers above somebody at some time'),
  lineage_manager: stays('the managers above somebody at some time'),
  territory_assignment: stays('territories they were assigned to'),
  account: stays('accounts they own'),
  opportunity: stays('deals they own'),
  opportunity_history: stays('earlier stages of deals'),
  deal_state: stays('what deals looked like as it became known'),
  line_item: stays('products of deals'),
  deal_split: stays('their shares of deals'),
  deal_team_member: stays('deal teams they are in'),
  activity: stays('calls, e-mails and meetings they logged'),
  locked_activity: stays('the same as they count in periods that are locked'),
  entry: stays('what deals count for them: the entries that every figure is summed from'),
  cell: stays('daily sums of their entries'),
  dirty_cell: stays('days that are about to be summed anew'),
  quota: stays('what they are asked to reach', { owners: ['person_id'], blank: { reason: null } }),
  company_plan: stays('company plans that they made', { owners: ['made_by'], blank: { reason: null } }),
  credit_transfer: stays('credit that was moved from or to them'),
};

/** What was said, decided and set up. */
const DEEDS: Holdings = {
  identity_link: goes('which Slack account is theirs, and who confirmed it', 'person_id', 'slack_user_id'),
  former_link: goes('links to Slack accounts that ended, when and why', 'person_id', 'slack_user_id'),
  sign_in: goes('when they signed in to Salesforce to be linked', 'person_id', 'slack_user_id'),
  mail_rule: goes('further addresses of theirs, and domains that mean the same', 'person_id'),
  access_role: goes('roles they were given', 'holder'),
  access_grant: goes('standing in for others, and grants to read', 'holder_id', 'subject_id'),
  post: goes('messages to them, and messages that name them by an id', 'audience'),
  privacy_request: goes('what they asked about their own data', 'person_id', 'slack_user_id'),
  attention_person: goes('when they want no messages, and how many', 'slack_user_id'),
  attention_topic: goes('what they want of each topic', 'slack_user_id'),
  attention: goes('what was decided about messages to them', 'slack_user_id'),
  audit_entry: stays('what they did with a right, and who read their figures'),
  fact: stays('news that features were told'),
  setting: stays('settings they changed'),
  setting_change: stays('earlier values of settings, and who changed them'),
  crediting_rule: stays('rules they approved'),
  period_close: stays('periods they closed'),
  imported_holiday: stays('holidays they imported'),
  inbox: stays('requests that Slack delivered, kept for a short time against doing them twice'),
};

const NOBODY = [
  'organization',
  'fiscal_period',
  'role',
  'territory',
  'product',
  'stage',
  'split_type',
  'conversion_rate',
  'past_conversion_rate',
  'locked_fact',
  'business_hours',
  'holiday',
  'mapped_value',
  'sync_object',
  'sync_gap',
  'api_use',
  'row_count',
  'changed_record',
  'freshness_incident',
  'day_snapshot',
  'double_post',
  'fact_cursor',
  'erased_person',
  'migration',
  'migration_lock',
] as const;

/** Those of the core. Features say of their own tables what they hold; what nobody declares is treated as `pseudonym`. */
export const CORE_HOLDINGS: Holdings = {
  ...FIGURES,
  ...DEEDS,
  ...Object.fromEntries(NOBODY.map((table) => [table, undefined])),
};
