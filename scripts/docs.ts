/**
 * Writes what can be derived into the documents: `.env.example` and every block between
 * `<!-- derived:name -->` and `<!-- /derived -->`. With --check it changes nothing and fails where they differ.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { SETTINGS } from '#config-settings.ts';
import { accessTable, commandTable, handlerTable, metricSections, metricTable } from './derived-tables.ts';
import { salesforceTable } from './salesforce-table.ts';
import { scopeTable } from './scope-table.ts';

const check = process.argv.includes('--check');

function configurationTable(): string {
  const rows = SETTINGS.map((s) => `| \`${s.name}\` | ${s.purpose} | ${s.otherwise} |`);
  return ['| variable | purpose | when not set |', '|---|---|---|', ...rows].join('\n');
}

function envExample(): string {
  const entries = SETTINGS.map(
    (s) => `# ${s.purpose}\n# Not set: ${s.otherwise}.\n#${s.name}=${s.example}\n`,
  );
  return `# Copy to .env and fill in. Everything is optional: with nothing set, the sandbox runs.\n\n${entries.join('\n')}`;
}

const objects = await salesforceTable();

const blocks: Record<string, () => string> = {
  configuration: configurationTable,
  metrics: metricTable,
  catalogue: metricSections,
  commands: commandTable,
  access: accessTable,
  handlers: handlerTable,
  scopes: scopeTable,
  salesforce: () => objects,
};

function fill(text: string): string {
  return text.replaceAll(
    /<!-- derived:(\w+) -->[\s\S]*?<!-- \/derived -->/g,
    (_, name: string) =>
      `<!-- derived:${name} -->\n${blocks[name]?.() ?? `unknown block ${name}`}\n<!-- /derived -->`,
  );
}

const wanted: Record<string, string> = { '.env.example': envExample() };
for (const path of [
  'README.md',
  'docs/glossary.md',
  'docs/access.md',
  'docs/metrics.md',
  'src/metrics/README.md',
]) {
  wanted[path] = fill(readFileSync(path, 'utf8'));
}

const stale = Object.entries(wanted).filter(([path, text]) => read(path) !== text);
for (const [path, text] of stale) {
  if (check) console.error(`${path} is out of date: run npm run docs`);
  else writeFileSync(path, text);
}
if (check && stale.length > 0) process.exit(1);
console.log(check ? 'Derived documents are up to date.' : `Wrote ${stale.length} documents.`);

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
