import { Command } from 'commander';
import type { CommandParts } from '#cli/program.ts';
import type { Host } from '#cli/host.ts';
import { textTable } from '#cli/text-table.ts';
import { closest } from '#lib/closest.ts';
import { Refusal } from '#lib/errors.ts';
import {
  clearMapping,
  MAPPABLE,
  MAPPED_NAMES,
  type MappedName,
  readMappings,
  saveMapping,
} from '#sync/field-mapping.ts';

const NEXT = 'Its values are read with the next sync: npm run attain -- sync.\n';

/** attain mapping: which field of this org holds the cost of a line, the expense of a deal, a customer's score. */
export function mappingCommand({ terminal, open }: CommandParts): Command {
  const mapping = new Command('mapping').description('fields that this org keeps special numbers in');
  mapping
    .command('list')
    .description('what is mapped to which field')
    .action(async () => {
      const { services } = await open();
      const known = await readMappings(services.store);
      const rows = MAPPED_NAMES.map((name) => {
        const own = known.find((it) => it.name === name);
        return {
          name,
          field: own ? `${own.object}.${own.field}` : 'not mapped',
          holds: MAPPABLE[name].purpose,
        };
      });
      terminal.out(textTable(['name', 'field', 'holds'], rows));
    });
  mapping
    .command('set <name> <field>')
    .description('line_cost OpportunityLineItem.LineCost__c')
    .action(async (name: string, field: string) => {
      const host = await open();
      const found = await fieldOf(host, nameOf(name), field);
      const now = host.services.clock.now();
      await saveMapping(host.services.store, found, { by: 'command line', now });
      terminal.out(`${found.name} is ${found.object}.${found.field}. ${NEXT}`);
    });
  mapping
    .command('clear <name>')
    .description('take a meaning back')
    .action(async (name: string) => {
      const { services } = await open();
      const was = await clearMapping(services.store, nameOf(name));
      terminal.out(was ? `${name} is not mapped any more.\n` : `${name} was not mapped.\n`);
    });
  return mapping;
}

function nameOf(text: string): MappedName {
  const found = MAPPED_NAMES.find((it) => it === text.trim().toLowerCase());
  if (found) return found;
  const guess = closest(text, MAPPED_NAMES);
  throw new Refusal(
    `"${text}" cannot be mapped${guess ? `; did you mean ${guess}?` : ''}`,
    `Names are ${MAPPED_NAMES.join(', ')}.`,
  );
}

/** The field as the org spells it. Throws a Refusal for one that is not there or cannot mean this. */
async function fieldOf(
  { reader }: Host,
  name: MappedName,
  text: string,
): Promise<{ readonly name: MappedName; readonly object: string; readonly field: string }> {
  const [objectText = '', fieldText = ''] = text.trim().split('.');
  const objects: readonly string[] = MAPPABLE[name].objects;
  const object = objects.find((it) => it.toLowerCase() === objectText.toLowerCase());
  if (!object)
    throw new Refusal(`${name} is a field of ${objects.join(' or ')}`, `Write ${objects[0]}.Field__c.`);
  const salesforce = await reader.connection();
  const { fields } = await salesforce.describe(object);
  const field = [...fields].find((it) => it.toLowerCase() === fieldText.toLowerCase());
  if (field) return { name, object, field };
  const guess = closest(fieldText, [...fields]);
  throw new Refusal(
    `${object} has no field "${fieldText}", or the integration user may not see it${guess ? `; did you mean ${guess}?` : ''}`,
    'Check its API name, and field-level security.',
  );
}
