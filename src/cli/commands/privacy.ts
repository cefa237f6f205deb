import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { HOLDINGS, NAMING_KINDS } from '#app/personal-data.ts';
import type { CommandParts } from '#cli/program.ts';
import { textTable } from '#cli/text-table.ts';
import { erasePerson, sweepAgain } from '#features/people/erase.ts';
import { leftIn, proofOf } from '#features/people/erase-proof.ts';
import { giveCopy } from '#features/people/export.ts';
import { openRequests } from '#features/people/privacy-requests.ts';
import { Refusal } from '#lib/errors.ts';
import { findTraces, type Traces } from '#store/identity-traces.ts';

const BY = 'cli';

/** attain person: a copy of everything held about somebody, and their erasure. */
export function personCommand({ terminal, open }: CommandParts): Command {
  const person = new Command('person').description('what is held about a person: a copy of it, and erasure');
  person
    .command('export <email>')
    .description('write everything held about a person to a folder; a Salesforce id will do as well')
    .option('--out <dir>', 'the folder, which must not exist yet')
    .action(async (email: string, { out }: { readonly out?: string }) => {
      const { services } = await open();
      const traces = await findTraces(services.store, email);
      const now = services.clock.now();
      const folder = resolve(terminal.cwd, out ?? `attain-copy-${traces.personId}`);
      const files = await giveCopy(services.store, { traces, holdings: HOLDINGS, by: BY, now });
      await mkdir(folder, { mode: 0o700 }).catch((cause: unknown) => {
        throw new Refusal(`The folder ${folder} cannot be made.`, 'Name another with --out.', { cause });
      });
      for (const { name, text } of files) await writeFile(join(folder, name), text, { mode: 0o600 });
      terminal.out(`${files.length} files are in ${folder}; index.json says what they are.\n`);
    });
  person
    .command('erase <email>')
    .description('take a person out of the data: totals stay, under a pseudonym')
    .option('--yes', 'it cannot be undone', false)
    .option('--proof <file>', 'where the proof is written')
    .action(async (email: string, { yes, proof }: { readonly yes: boolean; readonly proof?: string }) => {
      const { services, catchUp } = await open();
      const traces = await findTraces(services.store, email);
      if (!yes) throw cannotBeUndone(traces);
      const erasing = { traces, holdings: HOLDINGS, namingKinds: NAMING_KINDS, by: BY };
      const erased = await erasePerson(services, erasing);
      await catchUp();
      const settled = await sweepAgain(services, erased, erasing);
      await services.outbox.wake();
      const file = resolve(terminal.cwd, proof ?? `attain-erased-${settled.pseudonym}.json`);
      await writeFile(file, `${JSON.stringify(proofOf(settled), null, 2)}\n`, { mode: 0o600 });
      const left = leftIn(settled);
      terminal.out(
        `Erased: ${settled.tables.length} tables named them, ${left.length} still hold something:\n` +
          `${left.map((line) => `  ${line}\n`).join('')}The proof is in ${file}.\n`,
      );
    });
  person
    .command('requests')
    .description('who asked for a copy or to be erased, and waits')
    .action(async () => {
      const { services } = await open();
      const waiting = await openRequests(services.store);
      if (waiting.length === 0) return terminal.out('Nobody waits.\n');
      const rows = waiting.map(({ personId, kind, askedAt }) => ({
        person: personId,
        asked: kind === 'export' ? 'a copy' : 'erasure',
        since: askedAt.toString({ smallestUnit: 'second' }),
        command: `npm run attain -- person ${kind === 'export' ? 'export' : 'erase'} ${personId}`,
      }));
      terminal.out(textTable(['person', 'asked', 'since', 'command'], rows));
    });
  return person;
}

function cannotBeUndone({ name, email, personId }: Traces): Refusal {
  return new Refusal(
    `${name} (${email}) would be taken out of the data for good: name, e-mail, ids, links, looks and messages to them. Totals stay, under a pseudonym.`,
    `Give them a copy first if they want one: npm run attain -- person export ${personId}. Then say --yes.`,
  );
}
