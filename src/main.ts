import { enableCompileCache } from 'node:module';
import { parseArgs } from 'node:util';
import { parseConfig, readEnvironment } from '#config.ts';
import { GiveUp, messageOf, Refusal, TryLater } from '#lib/errors.ts';

const HELP = `npm start [-- --org DIR]

  Runs Attain. A side (Slack, Salesforce) without settings is served on this machine.
  --org DIR   the company of an org folder instead of the invented one (docs/org-folder.md)
  --help      this text
`;

try {
  const { values } = parseArgs({ options: { org: { type: 'string' }, help: { type: 'boolean' } } });
  if (values.help) process.stdout.write(HELP);
  else {
    // Kept as it was compiled, the product starts in half the time from the second start on.
    enableCompileCache();
    const { start } = await import('#cli/start.ts');
    await start(parseConfig(readEnvironment()), values.org);
  }
} catch (error) {
  process.stderr.write(`\n${explain(error)}\n`);
  process.exitCode = 1;
}

function explain(error: unknown): string {
  if (error instanceof GiveUp) return [error.message, error.remedy].filter(Boolean).join('\n');
  if (error instanceof Refusal) return [error.message, error.hint].filter(Boolean).join('\n');
  if (error instanceof TryLater) return `${error.message}\nTry again in a moment.`;
  if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) {
    return `${messageOf(error)}\n\n${HELP}`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
