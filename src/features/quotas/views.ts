import type { Period } from '#model/period.ts';
import { actions, type ButtonSpec } from '#slack/blocks/button.ts';
import { context, header, section } from '#slack/blocks/layout.ts';
import { fitLines, joinText } from '#slack/blocks/lines.ts';
import type { Block, Message } from '#slack/blocks/message.ts';
import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import { acceptValue } from './accept.ts';
import { ACTIONS } from './ids.ts';
import type { ShownQuota } from './read-shown.ts';
import { whyAttained } from './why-attained.ts';
import { quotaLine } from './words.ts';

/** What the asker may do besides looking. */
export interface Doors {
  readonly leadsTeam: boolean;
  readonly isInstaller: boolean;
  readonly waiting: number;
}

/** Slack takes 2,000 characters in a button's value. */
const MOST_ACCEPTED = 20;

const HOW = mrkdwn`Quotas come from Salesforce forecasting, from a file, or are set here; one of ours counts before one from Salesforce. A change is a new version, nothing is overwritten.`;

/** A person's own quotas of a year; `done` says what was just done. */
export function mineMessage(
  {
    year,
    quotas,
    doors,
  }: { readonly year: Period; readonly quotas: readonly ShownQuota[]; readonly doors: Doors },
  { locale, done }: { readonly locale: string; readonly done?: SafeText | undefined },
): Message {
  const title = `Your quotas in ${year.id}`;
  const body =
    quotas.length === 0
      ? mrkdwn`You have no quota in ${escapeText(year.id)}.`
      : fitLines(quotas.map((quota) => quotaLine(quota, locale)));
  const open = quotas.filter(({ acceptedOn }) => acceptedOn === null);
  const lines = [...(done ? [done] : []), body];
  return {
    text: joinText([mrkdwn`${escapeText(title)}:`, ...lines]),
    blocks: [
      header(title),
      section(joinText(lines)),
      ...buttonRows(doors, open, quotas.length > 0 ? year : undefined),
      context(HOW),
    ],
  };
}

function buttonRows(doors: Doors, open: readonly ShownQuota[], year: Period | undefined): readonly Block[] {
  const accept: ButtonSpec = {
    action: ACTIONS.accept,
    label: acceptLabel(open.length),
    style: 'primary',
    value: acceptValue(open.slice(0, MOST_ACCEPTED)),
    confirm: {
      title: 'Accept your quotas?',
      text: 'It is noted that you accepted these versions. A later change asks again.',
      yes: 'Accept',
      no: 'Not yet',
    },
  };
  const own: ButtonSpec[] = [
    ...(open.length > 0 ? [accept] : []),
    ...(year
      ? [{ action: ACTIONS.compare, label: 'Compare with last period' }, whyAttained(year, 'person')]
      : []),
    ...(doors.leadsTeam ? [{ action: ACTIONS.team, label: "My team's" }] : []),
  ];
  const set: ButtonSpec[] = [
    ...(doors.leadsTeam || doors.isInstaller ? [{ action: ACTIONS.set, label: 'Set a quota…' }] : []),
    ...(doors.isInstaller
      ? [
          { action: ACTIONS.import, label: 'Import…' },
          { action: ACTIONS.split, label: 'Split a plan…' },
          { action: ACTIONS.spread, label: 'Spread the plan…' },
          { action: ACTIONS.changes, label: 'Changes' },
        ]
      : []),
    ...(doors.waiting > 0 ? [{ action: ACTIONS.waiting, label: `Waiting for you: ${doors.waiting}` }] : []),
  ];
  return [own, set].filter((row) => row.length > 0).map((row) => actions(...row));
}

function acceptLabel(open: number): string {
  if (open > MOST_ACCEPTED) return `Accept the first ${MOST_ACCEPTED}`;
  return open === 1 ? 'Accept' : `Accept all ${open}`;
}
