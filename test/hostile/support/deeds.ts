import { ANA, DANA } from '../../features/small-company.ts';
import { everyDeed } from '../../access/support/deeds.ts';
import { ROUTES } from '../../access/support/desk.ts';
import type { Deed } from './desk.ts';
import type { HostileTexts } from './texts.ts';

const E_MAIL = 'ana.silva@example.com';

/** What a sensible person would enter, by the id of the input or of the form and the input; all else is free text. */
export const SENSIBLE: Readonly<Record<string, string>> = {
  rep_email: E_MAIL,
  email: E_MAIL,
  who: '',
  person: E_MAIL,
  metric: 'bookings',
  period: '2026-Q4',
  'quotas.split/period': '2027',
  'quotas.split/amount': '12000000',
  curve: 'even',
  amount: '100',
  weight: '',
  effective_on: '',
  kind: 'location',
  from: '2026-11-01',
  to: '',
  rows: '10',
  zone: 'Europe/Berlin',
  location: '',
  session_on: '2026-11-25',
  step_1_due: '2026-11-27',
  step_2_due: '2026-11-27',
  step_3_due: '2026-11-27',
  team: '',
  send_hour: '9',
  csv: `rep_email,period,metric,amount,reason\n${E_MAIL},2026-Q4,bookings,4000,<!channel> h0n1x \u202E<https://evil.example|x>\n`,
};

/** Every sub-command by its own example and in the ways that people ask, with hostile words, and Home. */
export function openings(texts: HostileTexts): readonly Deed[] {
  const ways = [
    '',
    'list',
    'team',
    'compare',
    'setup',
    'company',
    'privacy',
    `access ${E_MAIL}`,
    `bookings this quarter ${E_MAIL}`,
    `csv bookings this quarter ${E_MAIL}`,
    'team bookings this quarter dana.cole@example.com',
    `team bookings this quarter dana.cole@example.com`,
  ];
  const own = ROUTES.subcommands.flatMap(({ name, example }) => [
    example.replace(/^\/attain\s*/, ''),
    ...[...ways, texts.typed(3_000)].map((way) => `${name} ${way}`),
  ]);
  const rights = [
    `roles give exec <@U0LI> ${texts.typed(250)}`,
    `roles grant <@U0LI> for <@U0ANA> until 2026-11-28 ${texts.typed(250)}`,
    `roles stand-in <@U0LI> for <@U0DANA> until 2026-11-28 ${texts.typed(250)}`,
  ];
  const commands = [...rights, ...own, texts.typed(3_000), 'help'];
  return [
    ...commands.map((text): Deed => ({ kind: 'command', text: text.trim() })),
    ...ROUTES.shortcuts.map(({ id }): Deed => ({ kind: 'shortcut', id, author: 'U0LI' })),
    { kind: 'home' },
  ];
}

/** What may be sent of the buttons and forms that nobody was offered. */
export function unoffered(tried: ReadonlySet<string>, texts: HostileTexts): readonly Deed[] {
  const ana = { id: ANA, name: 'Ana Silva', email: E_MAIL, slackUserId: 'U0ANA', managerId: DANA };
  return everyDeed(ana).flatMap((deed): Deed[] => {
    if (deed.kind === 'command' || deed.kind === 'home' || tried.has(`${deed.kind} ${deed.id}`)) return [];
    if (deed.kind === 'action') return [{ kind: 'action', id: deed.id, entry: { value: deed.value } }];
    if (deed.kind === 'shortcut') return [deed];
    const { id, metadata, values } = deed;
    const typed = Object.entries(values).map(([block, value]) => [
      block,
      { input: { type: 'plain_text_input', value } },
    ]);
    const hostile = Object.keys(values).map((block) => [
      block,
      { input: { type: 'plain_text_input', value: texts.typed(3_000) } },
    ]);
    return [typed, hostile].map((state) => ({
      kind: 'modal',
      id,
      metadata,
      state: Object.fromEntries(state),
    }));
  });
}
