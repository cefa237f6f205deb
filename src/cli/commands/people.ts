import { Command } from 'commander';
import type { CommandParts } from '#cli/program.ts';
import { linkByEmail, linkPeople, proposedLinks } from '#features/people/links.ts';
import { Refusal } from '#lib/errors.ts';
import { setInstaller } from '#store/identity.ts';
import { END_WORDS } from '#features/people/link-policy.ts';
import { addAliasCommands } from './people-aliases.ts';
import { addFactCommands } from './people-facts.ts';
import { addLinkCommands } from './people-links.ts';

const BY = 'cli';

/** attain people: who in Slack is whom in Salesforce, and who installed Attain. */
export function peopleCommand(parts: CommandParts): Command {
  const { terminal, open } = parts;
  const people = new Command('people').description(
    'links between Slack and Salesforce people, and dated facts about them',
  );
  people
    .command('link [email] [slackId]')
    .description('confirm a link; without a Slack id the member with the same e-mail')
    .option('--proposed', 'confirm every link proposed by e-mail, but for those that ended before')
    .action(
      async (email: string | undefined, slackUserId: string | undefined, options: { proposed?: boolean }) => {
        const { services } = await open();
        const now = services.clock.now();
        if (options.proposed) {
          const { matched, returning, unclear, unmatched } = await proposedLinks(services);
          await linkPeople(services, matched, { confirmedBy: BY, now });
          terminal.out(
            `Linked ${matched.length} people. ${unmatched.length} have no Slack account with their e-mail.\n`,
          );
          for (const { people: several, members } of unclear)
            terminal.out(
              `Not linked, more than one: ${[...several, ...members].map(addressOf).join(', ')}\n`,
            );
          for (const { personId, before } of returning)
            terminal.out(`Not linked again, ${END_WORDS[before.reason]}: ${personId}\n`);
          return;
        }
        if (email === undefined)
          throw new Refusal('Whom should be linked?', 'Name an e-mail, or use --proposed.');
        const linked = await linkByEmail(services, { email, slackUserId }, { confirmedBy: BY, now });
        terminal.out(`${linked.name} is now linked to the Slack account ${linked.slackUserId}.\n`);
      },
    );
  people
    .command('installer <emailOrSlackId>')
    .description('say who installed Attain and may set up boards and confirm links')
    .action(async (who: string) => {
      const { services } = await open();
      const slackUserId = /^[UW][A-Z0-9]+$/.test(who) ? who : (await services.directory.byEmail(who))?.id;
      if (slackUserId === undefined) {
        throw new Refusal(
          `No full member of the Slack workspace has the e-mail ${who}.`,
          'Name their Slack id instead.',
        );
      }
      await setInstaller(services.store, { slackUserId, changedBy: BY, now: services.clock.now() });
      terminal.out(`The installer is now ${slackUserId}.\n`);
    });
  addLinkCommands(people, parts);
  addAliasCommands(people, parts);
  addFactCommands(people, parts);
  return people;
}

function addressOf({ name, email }: { readonly name: string; readonly email: string | null }): string {
  return `${name} <${email ?? ''}>`;
}
