import { defineObject, noBin } from './define.ts';
import { as, readOnly, required } from './shorthand.ts';

export const user = defineObject(
  ['User', '005'],
  {
    Username: required(as.text(80)),
    Name: readOnly(as.text(121)),
    FirstName: as.text(40),
    LastName: required(as.text(80)),
    Email: required(as.email()),
    Alias: as.text(8),
    Title: as.text(80),
    Department: as.text(80),
    Division: as.text(80),
    CompanyName: as.text(80),
    EmployeeNumber: as.text(20),
    FederationIdentifier: as.text(512),
    IsActive: as.flag(),
    ForecastEnabled: readOnly(as.flag()),
    UserType: readOnly(as.pick()),
    ManagerId: as.lookup('Manager', 'User'),
    UserRoleId: as.lookup('UserRole', 'UserRole'),
    ProfileId: as.lookup('Profile', 'Profile'),
    ContactId: as.lookup('Contact', 'Contact'),
    AccountId: readOnly(as.lookup('Account', 'Account')),
    City: as.text(40),
    Country: as.text(80),
    TimeZoneSidKey: as.pick(),
    LocaleSidKey: as.pick(),
    LanguageLocaleKey: as.pick(),
    CurrencyIsoCode: as.pick(),
    DefaultCurrencyIsoCode: as.pick(),
    LastLoginDate: readOnly(as.moment()),
  },
  noBin,
);

export const userRole = defineObject(
  ['UserRole', '00E'],
  {
    Name: required(as.text(80)),
    DeveloperName: as.text(80),
    ParentRoleId: as.lookup('ParentRole', 'UserRole'),
    ForecastUserId: readOnly(as.lookup('ForecastUser', 'User')),
    OpportunityAccessForAccountOwner: as.pick(),
    PortalType: readOnly(as.pick()),
  },
  noBin,
);

export const profile = defineObject(
  ['Profile', '00e'],
  { Name: required(as.text(255)), UserType: readOnly(as.pick()) },
  noBin,
);

export const group = defineObject(
  ['Group', '00G'],
  { Name: required(as.text(40)), DeveloperName: as.text(80), Type: as.pick(), Email: as.email() },
  noBin,
);
