import { defineObject, noBin } from './define.ts';
import { as, readOnly } from './shorthand.ts';

export const organization = defineObject(
  ['Organization', '00D'],
  {
    Name: readOnly(as.text(80)),
    FiscalYearStartMonth: readOnly(as.whole()),
    UsesStartDateAsFiscalYearName: readOnly(as.flag()),
    TimeZoneSidKey: readOnly(as.pick()),
    DefaultLocaleSidKey: readOnly(as.pick()),
    LanguageLocaleKey: readOnly(as.pick()),
    OrganizationType: readOnly(as.pick()),
    InstanceName: readOnly(as.text(5)),
    IsSandbox: readOnly(as.flag()),
    NamespacePrefix: readOnly(as.text(15)),
    Country: readOnly(as.text(80)),
  },
  noBin,
);

export const fiscalYearSettings = defineObject(
  ['FiscalYearSettings', '022'],
  {
    Name: readOnly(as.text(80)),
    Description: readOnly(as.text(255)),
    StartDate: readOnly(as.day()),
    EndDate: readOnly(as.day()),
    IsStandardYear: readOnly(as.flag()),
    YearType: readOnly(as.pick()),
    PeriodId: readOnly(as.lookup('Period', 'Period')),
    QuarterLabelScheme: readOnly(as.pick()),
    PeriodLabelScheme: readOnly(as.pick()),
    WeekLabelScheme: readOnly(as.pick()),
    QuarterPrefix: readOnly(as.pick()),
    PeriodPrefix: readOnly(as.pick()),
    WeekStartDay: readOnly(as.whole()),
  },
  noBin,
);

export const period = defineObject(
  ['Period', '026'],
  {
    FiscalYearSettingsId: readOnly(as.lookup('FiscalYearSettings', 'FiscalYearSettings')),
    Type: readOnly(as.pick()),
    Number: readOnly(as.whole()),
    StartDate: readOnly(as.day()),
    EndDate: readOnly(as.day()),
    IsForecastPeriod: readOnly(as.flag()),
    QuarterLabel: readOnly(as.pick()),
    PeriodLabel: readOnly(as.pick()),
    FullyQualifiedLabel: readOnly(as.text(255)),
  },
  noBin,
);
