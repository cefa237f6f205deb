import type { Actor } from '#model/access.ts';
import type { Decision } from '#model/policy/terms.ts';
import { appendAudit } from '#store/audit.ts';
import type { Store } from '#store/store.ts';

const READ = 'figures.read';

/** A figure of one subject, as buttons carry it. */
interface ReadFigure {
  readonly metric: string;
  readonly kind: 'person' | 'team' | 'company';
  readonly id: string;
  readonly period: { readonly id: string };
}

/** Notes that somebody read the personal figure of somebody else; one's own is nobody's business. */
export async function noteRead(
  store: Store,
  actor: Actor,
  { figure, now }: { readonly figure: ReadFigure; readonly now: Temporal.Instant },
): Promise<void> {
  const { metric, kind, id, period } = figure;
  if (kind !== 'person' || id === actor.personId) return;
  const detail = { metric, period: period.id, readBy: actor.personId ?? '' };
  await appendAudit(store, { actor: actor.slackUserId, action: READ, subject: id, detail, now });
}

/** What a page shows of several people, whenever it is shown afresh. */
interface ReadOnPage {
  readonly people: readonly string[];
  readonly metric: string;
  readonly period: { readonly id: string };
  readonly now: Temporal.Instant;
}

/** A page is shown afresh after every press: within so long it is one reading. */
const ONE_READING = { hours: 12 };

/** The same of several people on a page that stands there: each once in half a day, however often it is shown. */
export async function noteReads(
  store: Store,
  actor: Actor,
  { people, now, ...figure }: ReadOnPage,
): Promise<void> {
  if (people.length === 0) return;
  const rows = await store.db
    .selectFrom('audit_entry')
    .select('subject')
    .distinct()
    .where('subject', 'in', [...people])
    .where('actor', '=', actor.slackUserId)
    .where('action', '=', READ)
    .where('at', '>', now.subtract(ONE_READING).toString())
    .execute();
  const noted = new Set(rows.map(({ subject }) => subject));
  for (const id of people.filter((one) => !noted.has(one)))
    await noteRead(store, actor, { figure: { ...figure, kind: 'person', id }, now });
}

/** Notes that somebody was refused and by which rule; whom they asked about stays unsaid where several answer. */
export async function noteDenied(
  store: Store,
  actor: Actor,
  asked: { readonly subjectId: string; readonly decision: Decision; readonly now: Temporal.Instant },
): Promise<void> {
  const { rule, reasonCode } = asked.decision;
  const { subjectId: subject, now } = asked;
  const detail = { rule, reasonCode };
  await appendAudit(store, { actor: actor.slackUserId, action: 'access.denied', subject, detail, now });
}
