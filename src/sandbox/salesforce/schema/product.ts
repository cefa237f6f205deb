import { defineObject } from './define.ts';
import { as, createOnly, readOnly, required } from './shorthand.ts';

export const product2 = defineObject(['Product2', '01t'], {
  Name: required(as.text(255)),
  ProductCode: as.text(255),
  Family: as.pick(),
  Description: as.longText(),
  IsActive: as.flag(),
  IsArchived: readOnly(as.flag()),
  QuantityUnitOfMeasure: as.pick(),
  StockKeepingUnit: as.text(180),
  CurrencyIsoCode: as.pick(),
});

export const pricebookEntry = defineObject(['PricebookEntry', '01u'], {
  Name: readOnly(as.text(255)),
  Pricebook2Id: createOnly(as.lookup('Pricebook2', 'Pricebook2')),
  Product2Id: createOnly(as.lookup('Product2', 'Product2')),
  UnitPrice: required(as.money()),
  IsActive: as.flag(),
  UseStandardPrice: as.flag(),
  CurrencyIsoCode: createOnly(as.pick()),
});
