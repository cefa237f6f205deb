import { ApiError } from '#sandbox/salesforce/org/api-error.ts';
import type { Org } from '#sandbox/salesforce/org/org.ts';
import type { Table } from '#sandbox/salesforce/org/table.ts';

/** What the names of one statement are resolved against. */
export interface Scope {
  readonly org: Org;
  readonly table: Table;
  readonly alias: string | undefined;
  /** The statement, for the words of an error. */
  readonly text: string;
  /** What relative dates such as TODAY count from. */
  readonly now: Temporal.Instant;
}

/** INVALID_TYPE for an object that is absent or was taken away, in Salesforce's words. */
export function invalidType(name: string, text?: string): ApiError {
  const words =
    `sObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the ` +
    `'__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.`;
  return new ApiError('INVALID_TYPE', text === undefined ? words : pointAt(text, name) + words);
}

/** INVALID_FIELD for a column that is absent or hidden, in Salesforce's words. */
export function noSuchColumn(name: string, scope: Pick<Scope, 'table' | 'text'>): ApiError {
  const words =
    `No such column '${name}' on entity '${scope.table.name}'. If you are attempting to use a custom field, be sure ` +
    `to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the ` +
    'appropriate names.';
  return new ApiError('INVALID_FIELD', pointAt(scope.text, name) + words);
}

export function noSuchRelationship(name: string, scope: Pick<Scope, 'text'>): ApiError {
  const words =
    `Didn't understand relationship '${name}' in field path. If you are attempting to use a custom relationship, be ` +
    `sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call ` +
    'for the appropriate names.';
  return new ApiError('INVALID_FIELD', pointAt(scope.text, name) + words);
}

/** The lines Salesforce puts before a complaint about a name: a piece of the statement, an arrow, row and column. */
function pointAt(text: string, name: string): string {
  const at = Math.max(0, text.toLowerCase().indexOf(name.toLowerCase()));
  const start = Math.max(0, at - 20);
  const piece = text.slice(start, at + name.length + 20).replaceAll(/\s/g, ' ');
  return `\n${piece}\n${' '.repeat(at - start)}^\nERROR at Row:1:Column:${at + 1}\n`;
}
