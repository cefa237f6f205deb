import { readActor } from '#access/actor.ts';
import { managersOf } from '#access/managers.ts';
import { noteRead } from '#access/notes.ts';
import type { Services } from '#feature.ts';
import { dayIn } from '#lib/days.ts';
import { metricContext } from '#metrics/context.ts';
import { readFigure } from '#metrics/read.ts';
import { mayRead } from '#model/access.ts';
import type { Compared } from './compared-views.ts';
import { focusOn } from './focuses.ts';
import { spansAround } from './follow-ups.ts';
import { mayReadNotes } from './pair.ts';
import { readTalk } from './read-talk.ts';
import type { Kept } from './store.ts';

/** The day of a talk: as planned, or when its outcome was noted. */
export function heldOn({ sessionOn, notedOn }: Pick<Kept, 'sessionOn' | 'notedOn'>) {
  return sessionOn ?? notedOn;
}

/** Before and after a talk, for one of the pair who may still read the other's figures. */
export async function readCompared(
  services: Services,
  { id, audience }: { readonly id: number; readonly audience: string },
): Promise<Compared | undefined> {
  const { store, clock } = services;
  const now = clock.now();
  const talk = await readTalk(services, id);
  const held = talk && heldOn(talk.kept);
  const focus = talk && focusOn(talk.kept.metric);
  if (talk === undefined || held === undefined || focus === undefined) return undefined;
  const { personId } = talk.kept;
  const context = await metricContext(store, now);
  const actor = await readActor(store, audience, now);
  const managers = await managersOf({ store, day: dayIn(context.calendar.zone, now) }, [personId]);
  if (!mayReadNotes(actor, talk.kept) || !mayRead(actor, personId, managers.get(personId) ?? []))
    return undefined;
  const period = context.calendar.find(talk.kept.periodType, held);
  if (period === undefined) return undefined;
  const spans = spansAround(held);
  const metric = focus.metric.id;
  const [before, after] = await Promise.all(
    [spans.before, spans.after].map((span) =>
      readFigure(context, { metric, by: 'person', subjectId: personId, period: { ...period, ...span } }),
    ),
  );
  if (before === undefined || after === undefined) return undefined;
  await noteRead(store, actor, { figure: { metric, kind: 'person', id: personId, period }, now });
  const isOwn = actor.personId === personId;
  return { metricName: focus.metric.name, name: talk.person.name, isOwn, before, after, period };
}
