import { Command } from 'commander';
import type { CommandParts } from '#cli/program.ts';
import { textTable } from '#cli/text-table.ts';
import { Refusal } from '#lib/errors.ts';
import { readAudit, verifyAudit } from '#store/audit.ts';

/** attain audit: what was done with rights and to them, and the proof that nobody changed the log. */
export function auditCommand({ terminal, open }: CommandParts): Command {
  const audit = new Command('audit').description('the log of rights: who read whom, who changed what');
  audit
    .command('verify')
    .description('prove that no line was changed or taken away; fails where one was')
    .action(async () => {
      const { entries, problem } = await verifyAudit((await open()).services.store);
      if (problem !== undefined)
        throw new Refusal(`The audit log is not whole: ${problem}.`, `The first ${entries} lines are.`);
      terminal.out(`The audit log is whole: ${entries} lines, each fits the one before.\n`);
    });
  audit
    .command('list', { isDefault: true })
    .description('the latest lines')
    .option('--subject <id>', 'only what is about this person or board')
    .option('--limit <count>', 'how many', '50')
    .action(async ({ subject, limit }: { readonly subject?: string; readonly limit: string }) => {
      if (!/^[1-9]\d{0,3}$/.test(limit))
        throw new Refusal(`"${limit}" is no number of lines.`, 'At most 9999.');
      const { services } = await open();
      const entries = await readAudit(services.store, { subject, limit: Number(limit) });
      const rows = entries.map(({ seq, now, actor, action, subject: about, detail }) => ({
        line: String(seq),
        at: now.toString({ smallestUnit: 'second' }),
        actor,
        action,
        about,
        detail: JSON.stringify(detail),
      }));
      terminal.out(textTable(['line', 'at', 'actor', 'action', 'about', 'detail'], rows));
    });
  return audit;
}
