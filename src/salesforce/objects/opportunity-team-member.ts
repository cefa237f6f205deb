import { z } from 'zod';
import { NEVER_CHANGED, row } from '#salesforce/values.ts';
import { defineObject } from './define-object.ts';

const record = z.object({
  Id: row.id,
  OpportunityId: row.id,
  UserId: row.id,
  TeamMemberRole: row.textOrNull,
  IsDeleted: row.yes,
  SystemModstamp: row.instantOrNull,
});

/** Present only in orgs with team selling: who works on a deal beside its owner, and as what. */
export const opportunityTeamMember = defineObject({
  name: 'OpportunityTeamMember',
  table: 'deal_team_member',
  cursor: 'modstamp',
  deletes: 'flag',
  record,
  required: ['Id', 'OpportunityId', 'UserId'],
  absent: '',
  toRow: (member) => ({
    id: member.Id,
    opportunity_id: member.OpportunityId,
    person_id: member.UserId,
    role: member.TeamMemberRole ?? '',
    is_deleted: member.IsDeleted,
    modified_at: member.SystemModstamp ?? NEVER_CHANGED,
  }),
});
