import { defineObject } from './define.ts';
import { as, createOnly, detail, readOnly, required } from './shorthand.ts';

export const opportunityLineItem = defineObject(['OpportunityLineItem', '00k'], {
  OpportunityId: detail(as.lookup('Opportunity', 'Opportunity')),
  Product2Id: createOnly(as.lookup('Product2', 'Product2')),
  PricebookEntryId: createOnly(as.lookup('PricebookEntry', 'PricebookEntry')),
  Name: readOnly(as.text(376)),
  ProductCode: readOnly(as.text(255)),
  Quantity: required(as.decimal()),
  UnitPrice: as.money(),
  ListPrice: readOnly(as.money()),
  TotalPrice: as.money(),
  Subtotal: readOnly(as.money()),
  Discount: as.percent(),
  ServiceDate: as.day(),
  Description: as.text(255),
  SortOrder: as.whole(),
  CurrencyIsoCode: readOnly(as.pick()),
});

export const opportunitySplitType = defineObject(
  ['OpportunitySplitType', '1ST'],
  {
    DeveloperName: readOnly(as.text(80)),
    MasterLabel: readOnly(as.text(80)),
    IsActive: readOnly(as.flag()),
    IsTotalValidated: readOnly(as.flag()),
    SplitEntity: readOnly(as.pick()),
    SplitField: readOnly(as.pick()),
    SplitDataStatus: readOnly(as.pick()),
  },
  { keepsDeleted: false },
);

export const opportunitySplit = defineObject(['OpportunitySplit', '1SS'], {
  OpportunityId: detail(as.lookup('Opportunity', 'Opportunity')),
  SplitOwnerId: required(as.lookup('SplitOwner', 'User')),
  SplitTypeId: as.lookup('SplitType', 'OpportunitySplitType'),
  SplitPercentage: as.percent(),
  SplitAmount: readOnly(as.money()),
  SplitNote: as.text(255),
  Territory2Id: as.lookup('Territory2', 'Territory2'),
  CurrencyIsoCode: readOnly(as.pick()),
});

export const opportunityTeamMember = defineObject(['OpportunityTeamMember', '00q'], {
  OpportunityId: detail(as.lookup('Opportunity', 'Opportunity')),
  UserId: createOnly(required(as.lookup('User', 'User'))),
  TeamMemberRole: as.pick(),
  OpportunityAccessLevel: as.pick(),
  Title: readOnly(as.text(80)),
});

export const opportunityContactRole = defineObject(['OpportunityContactRole', '00K'], {
  OpportunityId: detail(as.lookup('Opportunity', 'Opportunity')),
  ContactId: required(as.lookup('Contact', 'Contact')),
  Role: as.pick(),
  IsPrimary: as.flag(),
});
