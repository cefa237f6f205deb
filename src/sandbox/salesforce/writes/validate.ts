import { ApiError } from '#sandbox/salesforce/org/api-error.ts';
import type { WriteContext } from './context.ts';
import type { Draft } from './draft.ts';

/** The platform's last look before a record is saved: nothing required is blank, the stage is one it has. */
export function validate(draft: Draft, { org, asPlatform }: WriteContext): void {
  if (!asPlatform) requireFields(draft);
  const stages = draft.table.name === 'Opportunity' ? org.table('OpportunityStage') : undefined;
  const stageName = draft.get('StageName');
  if (stages === undefined || stageName === null || !draft.changed('StageName')) return;
  for (const stage of stages.rows()) {
    const isChoice = stages.cell(stage, 'IsActive') !== 'false';
    if (isChoice && stages.cell(stage, 'ApiName') === stageName) return;
  }
  const words = `bad value for restricted picklist field: ${stageName}`;
  throw new ApiError('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', words, { fields: ['StageName'] });
}

/** On an update only what the caller blanks is refused: exported records may lack what is required today. */
function requireFields(draft: Draft): void {
  const missing = draft.table.columns
    .filter((column) => !column.nillable && column.type !== 'boolean' && column.createable)
    .map(({ name }) => name)
    .filter((name) => draft.get(name) === null && (draft.before === undefined || draft.changed(name)));
  if (missing.length === 0) return;
  const words = `Required fields are missing: [${missing.join(', ')}]`;
  throw new ApiError('REQUIRED_FIELD_MISSING', words, { fields: missing });
}
