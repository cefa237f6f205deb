import { GiveUp } from '#lib/errors.ts';
import { type Described, isAbsent } from '#salesforce/descriptions.ts';
import type { SalesforceObject } from '#salesforce/objects/define-object.ts';
import { MAPPABLE, type Mapping, readMappings } from './field-mapping.ts';
import { replaceGaps } from './gaps.ts';
import { objectState, saveState } from './object-state.ts';
import type { SyncContext } from './run.ts';

/** Without these three there is nothing to compute. */
const NEEDED = new Set(['Organization', 'User', 'Opportunity']);

const REMEDY =
  'Give the integration user the permission set described in the README, then run doctor. ' +
  'Where nothing at all can be read, check SALESFORCE_API_VERSION: an org knows no version newer than its own.';

/** What of an object can be read: the fields to ask for, or nothing because the org lacks or hides it. */
export type Selection =
  | { readonly is: 'absent' }
  | { readonly is: 'there'; readonly fields: readonly string[]; readonly isReplicated: boolean };

/** Asks which fields there are and notes what is missing, with its effect. Throws GiveUp when nothing is left to do. */
export async function selectFields(
  context: Pick<SyncContext, 'store' | 'salesforce' | 'clock'>,
  object: SalesforceObject<unknown>,
): Promise<Selection> {
  const described = await describe(context, object.name);
  const missing = object.required.filter((field) => !described?.fields.has(field));
  if (!described || missing.length > 0) {
    await noteAbsent(context, object, { missing: described ? missing : [] });
    return { is: 'absent' };
  }
  const mapped = (await readMappings(context.store)).filter((it) => it.object === object.name);
  const effects = { ...object.without, ...effectsOf(mapped) };
  const wanted = [...new Set([...object.fields, ...mapped.map(({ field }) => field)])];
  const hidden = Object.keys(effects).filter((field) => !described.fields.has(field));
  const before = hidden.length > 0 ? await knownBefore(context.store, object.name) : undefined;
  const gaps = hidden.map((field) => ({
    field,
    effect: effects[field] ?? '',
    vanishedAt: before?.fields.has(field) === true ? context.clock.now() : undefined,
  }));
  await replaceGaps(context.store, object.name, { among: [...wanted, ''], gaps });
  const fields = wanted.filter((field) => described.fields.has(field));
  return { is: 'there', fields, isReplicated: described.isReplicated };
}

function effectsOf(mapped: readonly Mapping[]): Readonly<Record<string, string>> {
  return Object.fromEntries(mapped.map(({ name, field }) => [field, MAPPABLE[name].without]));
}

async function describe(
  { salesforce }: Pick<SyncContext, 'salesforce'>,
  object: string,
): Promise<Described | undefined> {
  try {
    return await salesforce.describe(object);
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

/** What of an object had been read until now. */
async function knownBefore(
  store: SyncContext['store'],
  object: string,
): Promise<{ readonly wasThere: boolean; readonly fields: ReadonlySet<string> }> {
  const { state, finished_at, described } = await objectState(store, object);
  return { wasThere: state !== 'absent' && finished_at !== null, fields: new Set(described) };
}

async function noteAbsent(
  { store, clock }: Pick<SyncContext, 'store' | 'clock'>,
  object: SalesforceObject<unknown>,
  { missing }: { readonly missing: readonly string[] },
): Promise<void> {
  const what =
    missing.length > 0 ? `${object.name} shows no ${missing.join(', ')}` : `${object.name} cannot be read`;
  const { wasThere } = await knownBefore(store, object.name);
  const vanishedAt = wasThere ? clock.now() : undefined;
  const gaps = ['', ...missing].map((field) => ({ field, effect: object.absent, vanishedAt }));
  if (object.absent !== '') await replaceGaps(store, object.name, { among: [...object.fields, ''], gaps });
  if (NEEDED.has(object.name)) throw new GiveUp(`${what}. ${object.absent}`, { remedy: REMEDY });
  if (object.absent === '') return;
  await saveState(store, { ...(await objectState(store, object.name)), state: 'absent', error: null });
}
