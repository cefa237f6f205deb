import { recordId } from './ids.ts';
import type { Row } from './tables.ts';

export interface Product {
  readonly id: string;
  readonly name: string;
  readonly code: string;
  readonly family: string;
}

const CATALOGUE: Readonly<Record<string, readonly string[]>> = {
  Sensors: ['Frostnote Sensor', 'Frostnote Probe', 'Frostnote Tag', 'Orchard Mast'],
  Gateways: ['Lantern Gateway', 'Lantern Mini', 'Truck Lantern'],
  Software: ['Thistle Dashboard', 'Thistle Alerts', 'Thistle Audit'],
  Services: ['Site Survey', 'Care Plan'],
};

export const PRODUCTS: readonly Product[] = Object.entries(CATALOGUE)
  .flatMap(([family, names]) => names.map((name) => ({ family, name })))
  .map(({ family, name }, index) => ({
    id: recordId('Product2', index + 1),
    name,
    code: `${family.slice(0, 2).toUpperCase()}-${100 + index}`,
    family,
  }));

export function productRows(modified: string): readonly Row[] {
  return PRODUCTS.map(({ id, name, code, family }) => ({
    Id: id,
    Name: name,
    ProductCode: code,
    Family: family,
    IsActive: 'true',
    IsDeleted: 'false',
    CreatedDate: modified,
    SystemModstamp: modified,
  }));
}
