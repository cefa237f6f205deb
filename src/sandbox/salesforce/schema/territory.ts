import { defineObject, noBin } from './define.ts';
import { as, createOnly, readOnly, required } from './shorthand.ts';

export const territory2 = defineObject(
  ['Territory2', '0MI'],
  {
    Name: required(as.text(80)),
    DeveloperName: as.text(80),
    Description: as.text(1000),
    ParentTerritory2Id: as.lookup('ParentTerritory2', 'Territory2'),
    Territory2ModelId: createOnly(as.lookup('Territory2Model', 'Territory2Model')),
    Territory2TypeId: as.lookup('Territory2Type', 'Territory2Type'),
    ForecastUserId: as.lookup('ForecastUser', 'User'),
  },
  noBin,
);

export const territory2Model = defineObject(
  ['Territory2Model', '0MA'],
  {
    Name: required(as.text(80)),
    DeveloperName: as.text(80),
    State: readOnly(as.pick()),
    ActivatedDate: readOnly(as.moment()),
    DeactivatedDate: readOnly(as.moment()),
  },
  noBin,
);

export const userTerritory2Association = defineObject(
  ['UserTerritory2Association', '0MJ'],
  {
    UserId: createOnly(required(as.lookup('User', 'User'))),
    Territory2Id: createOnly(required(as.lookup('Territory2', 'Territory2'))),
    RoleInTerritory2: as.pick(),
    IsActive: readOnly(as.flag()),
  },
  noBin,
);

export const objectTerritory2Association = defineObject(['ObjectTerritory2Association', '0MB'], {
  ObjectId: createOnly(required(as.lookup('Object', 'Account', 'Lead'))),
  Territory2Id: createOnly(required(as.lookup('Territory2', 'Territory2'))),
  SobjectType: readOnly(as.pick()),
  AssociationCause: createOnly(as.pick()),
});
