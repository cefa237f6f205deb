import { parseArgs } from 'node:util';
import { createLog } from '#lib/log.ts';
import { GiveUp, messageOf } from '#lib/errors.ts';
import { startAlone } from './alone.ts';

const USAGE = `Usage: npm run sandbox:salesforce -- --org DIR [--port 3200] [--data FILE]

--org   an org folder (docs/org-folder.md)
--port  where to listen
--data  a file that keeps changes made through the API for the next start`;

const { values } = parseArgs({
  options: {
    org: { type: 'string' },
    port: { type: 'string', default: '3200' },
    data: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help || values.org === undefined) {
  process.stdout.write(`${USAGE}\n`);
  process.exitCode = values.help ? 0 : 1;
} else {
  try {
    const port = Number(values.port);
    const alone = await startAlone({
      folder: values.org,
      port,
      persist: values.data,
      log: createLog('info', true),
    });
    const settings = Object.entries(alone.settings).map(([name, value]) => `${name}=${value}`);
    process.stdout.write(`Local Salesforce of ${alone.organization}: ${alone.url}\n${settings.join('\n')}\n`);
    const stop = () => void alone.close();
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  } catch (error) {
    const remedy = error instanceof GiveUp ? (error.remedy ?? '') : '';
    process.stderr.write(`${messageOf(error)}\n${remedy}\n`);
    process.exitCode = 1;
  }
}
