import { z } from 'zod';
import { ALWAYS, nextDay, row } from '#salesforce/values.ts';
import { defineObject } from './define-object.ts';

const record = z.object({
  Id: row.id,
  UserId: row.id,
  Territory2Id: row.id,
  IsActive: row.yesUnlessSaid,
  /** Custom fields by which some orgs date their assignments; both days inclusive. */
  StartDate__c: row.dayOrNull,
  EndDate__c: row.dayOrNull,
});

/** Who works which territory since when. Without dates of the org's own, an active association holds since ever. */
export const territoryAssociation = defineObject({
  name: 'UserTerritory2Association',
  table: 'territory_assignment',
  cursor: 'full',
  deletes: 'diff',
  record,
  required: ['Id', 'UserId', 'Territory2Id'],
  absent: "A deal without a territory does not fall to its owner's territory.",
  toRow(association, { fields }) {
    const isDated = fields.has('StartDate__c') || fields.has('EndDate__c');
    if (!isDated && !association.IsActive) return null;
    return {
      id: association.Id,
      person_id: association.UserId,
      territory_id: association.Territory2Id,
      valid_from: association.StartDate__c ?? ALWAYS,
      valid_to: association.EndDate__c === null ? null : nextDay(association.EndDate__c),
    };
  },
});
