import type { Actor } from '#model/access.ts';
import type { Decision } from '#model/policy/terms.ts';
import { appendAudit } from '#store/audit.ts';
import type { Store } from '#store/store.ts';

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
  await appendAudit(store, { actor: actor.slackUserId, action: 'figures.read', subject: id, detail, now });
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
