import { defineObject, noBin } from './define.ts';
import { as, createOnly, readOnly, required } from './shorthand.ts';

export const forecastingQuota = defineObject(
  ['ForecastingQuota', '0J9'],
  {
    QuotaOwnerId: createOnly(required(as.lookup('QuotaOwner', 'User'))),
    ForecastingTypeId: createOnly(as.lookup('ForecastingType', 'ForecastingType')),
    PeriodId: readOnly(as.lookup('Period', 'Period')),
    StartDate: createOnly(required(as.day())),
    IsAmount: readOnly(as.flag()),
    IsQuantity: readOnly(as.flag()),
    QuotaAmount: as.money(),
    QuotaQuantity: as.decimal(),
    ProductFamily: createOnly(as.pick()),
    Territory2Id: createOnly(as.lookup('Territory2', 'Territory2')),
    ForecastingGroupItemId: createOnly(as.text(18)),
    CurrencyIsoCode: createOnly(as.pick()),
  },
  noBin,
);

export const forecastingType = defineObject(
  ['ForecastingType', '0Db'],
  {
    DeveloperName: readOnly(as.text(80)),
    MasterLabel: readOnly(as.text(80)),
    IsActive: readOnly(as.flag()),
    IsAmount: readOnly(as.flag()),
    IsQuantity: readOnly(as.flag()),
    DateType: readOnly(as.pick()),
    RoleType: readOnly(as.pick()),
    HasProductFamily: readOnly(as.flag()),
    CanDisplayQuotas: readOnly(as.flag()),
    IsAdvCurrencyMgmt: readOnly(as.flag()),
    OpportunitySplitTypeId: readOnly(as.lookup('OpportunitySplitType', 'OpportunitySplitType')),
    Territory2ModelId: readOnly(as.lookup('Territory2Model', 'Territory2Model')),
  },
  noBin,
);

export const currencyType = defineObject(
  ['CurrencyType', '01L'],
  {
    IsoCode: createOnly(required(as.pick())),
    ConversionRate: required(as.decimal()),
    DecimalPlaces: required(as.whole()),
    IsActive: as.flag(),
    IsCorporate: readOnly(as.flag()),
  },
  noBin,
);

export const datedConversionRate = defineObject(
  ['DatedConversionRate', '04w'],
  {
    IsoCode: createOnly(required(as.pick())),
    StartDate: required(as.day()),
    NextStartDate: readOnly(as.day()),
    ConversionRate: required(as.decimal()),
  },
  noBin,
);
