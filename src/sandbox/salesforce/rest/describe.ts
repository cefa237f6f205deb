import type { Org } from '#sandbox/salesforce/org/org.ts';
import type { Column, Table } from '#sandbox/salesforce/org/table.ts';
import { familyOf } from '#sandbox/salesforce/schema/field.ts';
import { objectNamed } from './addressed.ts';
import { json, type ApiRequest, type Reply } from './exchange.ts';
import type { Platform } from './platform.ts';

const MOST_PICKLIST_VALUES = 500;

/** GET /sobjects: every object of the org, without its fields. */
export function answerObjectList({ org }: Platform, { base }: ApiRequest): Reply {
  const sobjects = org.tables().map((table) => objectFacts(table, base));
  return json({ encoding: 'UTF-8', maxBatchSize: 200, sobjects });
}

/** GET /sobjects/X: what the list says of one object. */
export function answerObjectBasics({ org }: Platform, { base }: ApiRequest, name: string): Reply {
  return json({ objectDescribe: objectFacts(objectNamed(org, name), base), recentItems: [] });
}

/** GET /sobjects/X/describe. Fields hidden by field-level security are not in it. */
export function answerDescribe({ org }: Platform, { base }: ApiRequest, name: string): Reply {
  const table = objectNamed(org, name);
  const fields = table.visibleColumns().map((column) => fieldFacts(column, table, org));
  return json({ ...objectFacts(table, base), fields, childRelationships: [], recordTypeInfos: [] });
}

function objectFacts(table: Table, base: string): Record<string, unknown> {
  const { name, spec } = table;
  const isWritable = table.columns.some((column) => column.createable);
  return {
    name,
    label: labelOf(name),
    labelPlural: `${labelOf(name)}s`,
    keyPrefix: spec.keyPrefix || null,
    custom: name.endsWith('__c'),
    queryable: true,
    retrieveable: true,
    replicateable: spec.hasModstamp,
    searchable: spec.keepsDeleted,
    createable: isWritable,
    updateable: isWritable,
    deletable: isWritable,
    undeletable: isWritable && spec.keepsDeleted,
    urls: { sobject: `${base}/sobjects/${name}`, describe: `${base}/sobjects/${name}/describe` },
  };
}

function fieldFacts(column: Column, table: Table, org: Org): Record<string, unknown> {
  const { name, type } = column;
  const isNumber = familyOf(type) === 'number';
  return {
    name,
    label: labelOf(name),
    type,
    length: familyOf(type) === 'text' ? column.length : 0,
    byteLength: familyOf(type) === 'text' ? column.length * 3 : 0,
    precision: isNumber && type !== 'int' ? 18 : 0,
    digits: type === 'int' ? 9 : 0,
    scale: isNumber && type !== 'int' ? 2 : 0,
    custom: name.endsWith('__c'),
    nillable: column.nillable,
    createable: column.createable,
    updateable: column.updateable,
    defaultedOnCreate: type === 'boolean' || name === 'OwnerId',
    calculated: false,
    filterable: type !== 'textarea',
    sortable: type !== 'textarea',
    groupable: !['textarea', 'datetime', 'currency', 'double', 'percent'].includes(type),
    nameField: name === 'Name',
    referenceTo: column.referenceTo,
    relationshipName: column.relationshipName,
    restrictedPicklist: column.restricted,
    picklistValues: type === 'picklist' ? picklistValues(column, table, org) : [],
  };
}

/** A picklist's values are those the org uses; an opportunity's stages come from OpportunityStage, retired ones too. */
function picklistValues(column: Column, table: Table, org: Org): readonly Record<string, unknown>[] {
  const stages =
    table.name === 'Opportunity' && column.name === 'StageName' ? org.table('OpportunityStage') : undefined;
  if (stages !== undefined) {
    return [...stages.rows()].map((row) => {
      const active = stages.cell(row, 'IsActive') !== 'false';
      return {
        active,
        value: stages.cell(row, 'ApiName'),
        label: stages.cell(row, 'MasterLabel'),
        defaultValue: false,
      };
    });
  }
  const values = new Set<string>();
  for (const row of table.rows()) {
    const value = row[column.position] ?? null;
    if (value !== null) values.add(value);
    if (values.size >= MOST_PICKLIST_VALUES) break;
  }
  return [...values].sort().map((value) => ({ active: true, value, label: value, defaultValue: false }));
}

/** `CloseDate` → `Close Date`, `OwnerId` → `Owner ID`, `Cost_Price__c` → `Cost Price`. */
function labelOf(name: string): string {
  const spaced = name
    .replace(/__c$/, '')
    .replaceAll('_', ' ')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2');
  return spaced.replace(/ Id$/, ' ID');
}
