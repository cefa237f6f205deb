import { Command } from 'commander';
import type { CommandParts } from '#cli/program.ts';
import { textTable } from '#cli/text-table.ts';
import { Refusal } from '#lib/errors.ts';
import { heldPosts, type HeldPost } from '#governor/held.ts';
import { parkedPosts, type ParkedPost } from '#outbox/abandoned.ts';
import { resolveParked, type Verdict } from '#outbox/resolve-parked.ts';
import { type MessageAddress, readMessageLink } from '#slack/message-link.ts';

/** attain posts: messages of which nobody knows whether Slack has them, and what a person says about them. */
export function postsCommand({ terminal, open }: CommandParts): Command {
  const posts = new Command('posts').description('messages whose outcome is unknown, and messages held back');
  async function resolve(id: string, verdict: Verdict): Promise<string> {
    const number = readId(id);
    const { services } = await open();
    const key = await resolveParked(services.store, number, verdict);
    await services.outbox.wake();
    return key;
  }
  posts
    .command('list')
    .description('what is parked, where it was sent, since when and why')
    .action(async () => {
      const { services } = await open();
      terminal.out(listText(await parkedPosts(services.store)));
    });
  posts
    .command('held')
    .description('messages to people that wait, or go with another one, and why')
    .option('--all', 'also those that were said since', false)
    .action(async ({ all }: { readonly all: boolean }) => {
      const { services } = await open();
      terminal.out(heldText(await heldPosts(services.store, { all, limit: HELD_SHOWN })));
    });
  posts
    .command('settle <id>')
    .description('it is there; with its link it is kept up to date again')
    .option('--message <link>', 'what "Copy link" of the message gives, or its stamp')
    .action(async (id: string, { message }: { readonly message?: string }) => {
      const at = message === undefined ? undefined : readAddress(message);
      const key = await resolve(id, { kind: 'settle', at });
      terminal.out(
        `${key} counts as posted${at ? ' and is brought up to date' : '; without its link it stays as it is'}.\n`,
      );
    });
  posts
    .command('release <id>')
    .description('send it again, though it may be there twice then')
    .option('--yes', 'you have looked, or accept that it may be there twice', false)
    .action(async (id: string, { yes }: { readonly yes: boolean }) => {
      if (!yes) throw mayDouble(readId(id));
      terminal.out(`${await resolve(id, { kind: 'release' })} is sent again.\n`);
    });
  posts
    .command('drop <id>')
    .description('give it up: it is never sent')
    .action(async (id: string) => {
      terminal.out(`${await resolve(id, { kind: 'drop' })} is given up.\n`);
    });
  return posts;
}

const HELD_SHOWN = 200;

function listText(parked: readonly ParkedPost[]): string {
  if (parked.length === 0) return 'No message is parked.\n';
  const rows = parked.map(({ id, key, audience, dispatchedAt, reason }) => ({
    id: String(id),
    what: key,
    where: audience,
    since: dispatchedAt?.toString({ smallestUnit: 'second' }) ?? '',
    why: reason,
  }));
  return textTable(['id', 'what', 'where', 'since', 'why'], rows);
}

function heldText(held: readonly HeldPost[]): string {
  if (held.length === 0) return 'No message is held back.\n';
  const rows = held.map(({ key, slackUserId, reason, until, into, now, heldAt }) => ({
    what: key,
    whom: slackUserId,
    since: heldAt.toString({ smallestUnit: 'minute' }),
    until: until?.toString({ smallestUnit: 'minute' }) ?? '',
    with: into ?? '',
    now,
    why: reason,
  }));
  const text = textTable(['what', 'whom', 'since', 'until', 'with', 'now', 'why'], rows);
  return held.length < HELD_SHOWN ? text : `${text}Only the latest ${HELD_SHOWN} are shown.\n`;
}

function readId(text: string): bigint {
  if (/^\d{1,18}$/.test(text)) return BigInt(text);
  throw new Refusal(
    `"${text}" is no number of a message.`,
    'npm run attain -- posts list shows the numbers.',
  );
}

function readAddress(text: string): MessageAddress {
  const address = readMessageLink(text);
  if (address) return address;
  throw new Refusal(
    `"${text}" is no link of a Slack message.`,
    'Use "Copy link" in the menu of the message.',
  );
}

function mayDouble(id: bigint): Refusal {
  return new Refusal(
    'The message may be there already; sent again, it may be there twice.',
    `Look first. If it is there: npm run attain -- posts settle ${id}. If not: npm run attain -- posts release ${id} --yes`,
  );
}
