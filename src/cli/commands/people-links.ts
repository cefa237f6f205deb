import type { Command } from 'commander';
import type { CommandParts } from '#cli/program.ts';
import { textTable } from '#cli/text-table.ts';
import { takeLinkAway } from '#features/people/end-links.ts';
import { END_WORDS } from '#features/people/link-policy.ts';
import { readLinks } from '#features/people/link-store.ts';
import { readNames } from '#features/people/store.ts';
import { Refusal } from '#lib/errors.ts';
import { readFormerLinks } from '#store/former-links.ts';

const BY = 'cli';
const ENDED_SHOWN = 200;

/** attain people links, unlink: which links hold, which ended and why, and taking one away. */
export function addLinkCommands(people: Command, { terminal, open }: CommandParts): void {
  people
    .command('links')
    .description('which links hold; with --ended those that ended, when and why')
    .option('--ended', 'links that ended, the latest first')
    .action(async (options: { ended?: boolean }) => {
      const { store } = (await open()).services;
      if (!options.ended) {
        const rows = (await readLinks(store)).map((link) => ({
          person: link.name,
          'e-mail': link.email,
          slack: link.slackUserId,
          'confirmed by': link.confirmedBy,
          on: dayOf(link.confirmedAt),
        }));
        const columns = ['person', 'e-mail', 'slack', 'confirmed by', 'on'] as const;
        terminal.out(rows.length === 0 ? 'Nobody is linked.\n' : textTable(columns, rows));
        return;
      }
      const former = await readFormerLinks(store, ENDED_SHOWN);
      const names = await readNames(
        store,
        former.map(({ personId }) => personId),
      );
      const rows = former.map((link) => ({
        ended: dayOf(link.endedAt),
        person: names.get(link.personId)?.name ?? link.personId,
        slack: link.slackUserId,
        because: END_WORDS[link.reason],
        by: link.endedBy,
      }));
      const columns = ['ended', 'person', 'slack', 'because', 'by'] as const;
      terminal.out(rows.length === 0 ? 'No link has ended.\n' : textTable(columns, rows));
    });
  people
    .command('unlink <emailOrSlackId>')
    .description('take a link away at once; it holds again only when it is confirmed again')
    .action(async (who: string) => {
      const { services } = await open();
      const links = await readLinks(services.store);
      const wanted = who.trim().toLowerCase();
      const [link, ...others] = links.filter(
        ({ slackUserId, email }) => slackUserId.toLowerCase() === wanted || email.toLowerCase() === wanted,
      );
      if (!link || others.length > 0)
        throw new Refusal(`Not exactly one link is that of ${who}.`, 'See npm run attain -- people links.');
      await takeLinkAway(services, { slackUserId: link.slackUserId, by: BY });
      terminal.out(`${link.name} is not linked to ${link.slackUserId} any more.\n`);
    });
}

function dayOf(at: Temporal.Instant): string {
  return at.toZonedDateTimeISO('UTC').toPlainDate().toString();
}
