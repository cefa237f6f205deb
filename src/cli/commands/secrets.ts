import { Command } from 'commander';
import type { CommandParts } from '#cli/program.ts';
import { textTable } from '#cli/text-table.ts';
import { must } from '#lib/errors.ts';
import { readSecrets, resealSecrets } from '#store/secrets-settings.ts';

/** attain secrets: by which key stored secrets are sealed, and a new key for all of them. */
export function secretsCommand({ terminal, open }: CommandParts): Command {
  const secrets = new Command('secrets').description('how stored secrets are sealed');
  secrets
    .command('list')
    .description('which secrets are stored, and by which key each is sealed; shows neither')
    .action(async () => {
      const { services } = await open();
      const stored = await readSecrets(services.store);
      const rows = stored.map(({ name, keyId }) => ({ name, key: keyId || 'not sealed' }));
      terminal.out(rows.length === 0 ? 'No secret is stored yet.\n' : textTable(['name', 'key'], rows));
    });
  secrets
    .command('rotate')
    .description('seal every secret by a new key: the first of ATTAIN_KEY, else one made here')
    .action(async () => {
      const { store } = (await open()).services;
      const keys = must(store.keys, 'the keys of the store');
      keys.renew();
      const count = await resealSecrets(store);
      const older = keys.ids.filter((id) => id !== keys.current);
      terminal.out(`Sealed by the key ${keys.current}: ${count} that were not.\n`);
      if (older.length === 0) return;
      const what = keys.isOurs
        ? 'stay there for other workspaces and for backups'
        : 'can go once every workspace was rotated';
      terminal.out(`Older keys in ${keys.where} ${what}: ${older.join(', ')}.\n`);
    });
  return secrets;
}
