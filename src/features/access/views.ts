import type { HeldRole } from '#access/roles.ts';
import type { KeptGrant } from '#access/grants.ts';
import { dayWords } from '#lib/days.ts';
import { METRICS } from '#metrics/catalogue.ts';
import type { GivenRole } from '#model/policy/terms.ts';
import { isChannel } from '#slack/blocks/channel-id.ts';
import { momentToken } from '#slack/blocks/data-time.ts';
import { header, section } from '#slack/blocks/layout.ts';
import { fitLines, joinText } from '#slack/blocks/lines.ts';
import { type Message, note } from '#slack/blocks/message.ts';
import { channelName, mention } from '#slack/blocks/references.ts';
import { endSentence, escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import type { AuditCheck, AuditEntry } from '#store/audit.ts';
import { auditWords } from './audit-words.ts';
import { ROLE_HELP } from './policy.ts';

const LINES = 2_400;
/** Entries of the log in one section, and the text form of all that are shown. */
const AT_ONCE = 8;
const TEXT = 3_700;

type NameOf = ReadonlyMap<string, string>;

/** Why a message did not go out, and what changes that. */
export function withheldMessage({
  audience,
  reason,
}: {
  readonly audience: string;
  readonly reason: string;
}): Message {
  const where = isChannel(audience) ? channelName(audience) : mrkdwn`a person`;
  return note(
    mrkdwn`A message for ${where} was not sent: ${endSentence(escapeText(reason, 200))} Figures of people stay inside the company. Later messages go out once that has changed; you are told this once.`,
  );
}

/** What a role is, beside the word by which it is given. */
const ROLE_WORDS: Readonly<Record<GivenRole, string>> = {
  exec: 'Executive',
  ops_admin: 'Admin of Attain',
  comp_admin: 'Admin of commissions and plans',
  auditor: 'Auditor',
};

/** Who has which role and which rights for a time. */
export function rolesMessage({
  roles,
  grants,
  nameOf,
}: {
  readonly roles: readonly HeldRole[];
  readonly grants: readonly KeptGrant[];
  readonly nameOf: NameOf;
}): Message {
  const name = (id: string) =>
    /^[UW]0?[A-Z0-9]+$/.test(id) ? mention(id) : escapeText(nameOf.get(id) ?? 'somebody who is gone', 60);
  const lines = [
    ...roles.map(
      ({ holder, role }) => mrkdwn`${escapeText(ROLE_WORDS[role])} (${escapeText(role)}): ${name(holder)}`,
    ),
    ...grants.map((grant) => grantLine(grant, name)),
  ];
  return listing('Roles', fitLines(lines, LINES), fitLines(ROLE_HELP.map((line) => escapeText(line))));
}

function grantLine(grant: KeptGrant, name: (id: string) => SafeText): SafeText {
  const { id, kind, holderId, subjectId, to, reason } = grant;
  const last = dayWords(to.subtract({ days: 1 }));
  const what = kind === 'delegation' ? mrkdwn`stands in for` : mrkdwn`may read`;
  return mrkdwn`${id}. ${name(holderId)} ${what} ${name(subjectId)} until ${escapeText(last)}: ${escapeText(reason, 200)}`;
}

/** The latest of the log, and whether all of it is as it was written. */
export function auditMessage(
  { entries, nameOf }: { readonly entries: readonly AuditEntry[]; readonly nameOf: NameOf },
  { entries: count, problem }: AuditCheck,
): Message {
  const state =
    problem === undefined
      ? mrkdwn`The log is whole: ${wholeLog(count)}`
      : mrkdwn`The log was tampered with: ${escapeText(problem)}.`;
  const latest = BigInt(entries.length) < count ? mrkdwn` The latest ${entries.length}:` : mrkdwn``;
  const lines = entries.map((entry) => entryLine(entry, nameOf));
  const parts = Array.from({ length: Math.ceil(lines.length / AT_ONCE) }, (_, part) =>
    fitLines(lines.slice(part * AT_ONCE, (part + 1) * AT_ONCE)),
  );
  const { blocks } = listing('Audit log', mrkdwn`${state}${latest}`, ...parts);
  return { text: joinText([mrkdwn`Audit log`, mrkdwn`${state}${latest}`, fitLines(lines, TEXT)]), blocks };
}

function wholeLog(count: bigint): SafeText {
  return count === 1n ? mrkdwn`1 entry.` : mrkdwn`${count} entries, each fits the one before.`;
}

/** What happened in words, then the line exactly as it is in the log: an auditor compares it. */
function entryLine(entry: AuditEntry, nameOf: NameOf): SafeText {
  const { seq, now, actor, action, subject, detail } = entry;
  const said = saidOf(entry, nameOf);
  const about = subject === '' ? mrkdwn`` : mrkdwn` about ${escapeText(subject, 60)}`;
  const more = Object.entries(detail)
    .map(([name, value]) => `${name} ${value === null || value === 'null' ? 'none' : value}`)
    .join(', ');
  return mrkdwn`${seq}. ${momentToken(now)}: ${said}${escapeText(action)} by ${escapeText(actor, 40)}${about}${more === '' ? mrkdwn`` : mrkdwn` (${escapeText(more, 200)})`}`;
}

/** "@Vera changed quotas of Ana Silva. "; nothing for an action that has no words. */
function saidOf({ actor, action, subject }: AuditEntry, nameOf: NameOf): SafeText {
  const named = nameIn(subject, nameOf);
  const words = auditWords(action, { isNamed: named !== undefined });
  if (words === undefined) return mrkdwn``;
  const who = actor === 'cli' ? mrkdwn`The command line` : (nameIn(actor, nameOf) ?? mrkdwn`Attain`);
  const did = words.flatMap((part, at) => [...(at > 0 && named ? [named] : []), escapeText(part, 100)]);
  const sentence = [who, ...did].filter((part) => part !== '');
  return mrkdwn`${endSentence(joinText(sentence, mrkdwn` `))} `;
}

/** Whom or what an id of the log is of, where it can be said: a person, an account in Slack, a number. */
function nameIn(id: string, nameOf: NameOf): SafeText | undefined {
  const name = nameOf.get(id);
  if (name !== undefined) return escapeText(name, 60);
  if (/^[UW][A-Z0-9]+$/.test(id)) return mention(id);
  return /^\d+$/.test(id) ? escapeText(id) : undefined;
}

/** Who read somebody's figures, for that person. */
export function looksMessage(reads: readonly AuditEntry[], nameOf: NameOf): Message {
  if (reads.length === 0) return note(mrkdwn`Nobody else has looked at your figures.`);
  const lines = reads.map(({ now, detail }) => {
    const who = nameOf.get(String(detail['readBy'])) ?? 'Somebody';
    const what = `${metricWords(String(detail['metric']))}, ${String(detail['period'])}`;
    return mrkdwn`${momentToken(now)}: ${escapeText(who, 60)} read ${escapeText(what, 100)}`;
  });
  return listing('Who looked at your figures', fitLines(lines, LINES));
}

/** "average deal size"; of what is no metric any more, its id in words. */
function metricWords(id: string): string {
  const known = METRICS.find((metric) => metric.id === id);
  return known ? known.name.toLowerCase() : id.replaceAll('_', ' ');
}

function listing(title: string, ...parts: readonly SafeText[]): Message {
  return {
    text: joinText([escapeText(title), ...parts]),
    blocks: [header(title), ...parts.filter((part) => part !== '').map((part) => section(part))],
  };
}
