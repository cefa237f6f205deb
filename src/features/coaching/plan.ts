import type { Services } from '#feature.ts';
import { type Day, dayIn, isBefore } from '#lib/days.ts';
import { dateInput } from '#slack/blocks/inputs.ts';
import { section } from '#slack/blocks/layout.ts';
import type { ModalView } from '#slack/blocks/modal.ts';
import { mrkdwn } from '#slack/blocks/text.ts';
import type { Action, Modal } from '#slack/routes.ts';
import { PLAN, promptKey, type Reader, SESSION, sessionKey, sessionKeys } from './keys.ts';
import { focusFor, type Someone } from './pair.ts';
import { talkOf } from './read-talk.ts';
import { readDay } from './read-form.ts';
import { changeFocus } from './store.ts';
import type { Talk } from './talk-views.ts';
import { nameOf } from './words.ts';

const FORM = 'coaching.plan_form';
const ON = 'session_on';

/** "Plan a session": asks for the day. */
export const planAction: Action<Services> = {
  id: PLAN,
  permission: 'linked',
  shows: ['D5'],
  async run({ services, actor, value, now, timeZone, openModal }) {
    const kept = await focusFor({ store: services.store, actor, now }, value, 'coach');
    const talk = await talkOf(services, kept);
    if (talk) await openModal(planModal(talk, dayIn(timeZone, now).add({ days: 1 })));
    return undefined;
  },
};

export const planForm: Modal<Services> = {
  id: FORM,
  permission: 'linked',
  shows: ['D5'],
  async submit({ services, actor, metadata, values, now, timeZone }) {
    const kept = await focusFor({ store: services.store, actor, now }, metadata, 'coach');
    const sessionOn = readDay(values[ON]);
    const today = dayIn(timeZone, now);
    const last = today.add({ days: LONGEST });
    if (sessionOn === undefined || isBefore(sessionOn, today) || isBefore(last, sessionOn))
      return { kind: 'errors', errors: { [ON]: 'Choose a day from today on, within three months.' } };
    const talk = await talkOf(services, kept);
    if (talk === undefined || kept.state === 'noted' || kept.state === 'confirmed') return { kind: 'close' };
    await services.store.transaction(async (tx) => {
      await changeFocus(tx, kept.id, { state: 'planned', sessionOn });
      await tellBoth({ ...services, store: tx }, talk, { on: sessionOn, today });
      await services.outbox.refresh(tx, promptKey(kept));
    });
    await services.outbox.wake();
    return { kind: 'close' };
  },
};

const LONGEST = 92;

function planModal({ kept, person, about }: Talk, tomorrow: Day): ModalView {
  return {
    id: FORM,
    title: 'Plan a session',
    submit: 'Plan it',
    close: 'Cancel',
    metadata: String(kept.id),
    blocks: [
      section(
        mrkdwn`${nameOf(person.name)} is told at once that you would like to talk, and both of you are reminded that morning. The time is between the two of you.`,
      ),
      dateInput({
        id: ON,
        label: `The day you talk about ${about}`,
        initial: (kept.sessionOn ?? tomorrow).toString(),
      }),
    ],
  };
}

/** The other one hears of it now, both in the morning of the day; what was planned before is taken back. */
async function tellBoth(
  { store, outbox }: Services,
  { kept, coach, person }: Talk,
  { on, today }: { readonly on: Day; readonly today: Day },
): Promise<void> {
  await outbox.withdraw(store, sessionKeys(kept.id));
  const tell = async (to: Someone, reader: Reader, moment: 'planned' | 'today') => {
    if (to.slackUserId === undefined) return;
    await outbox.record(store, {
      key: sessionKey(kept.id, { on, reader, moment }),
      kind: SESSION,
      params: { focus: kept.id, on: on.toString(), reader, moment },
      audience: to.slackUserId,
      ...(moment === 'today' ? { notBefore: morningOf(on, to.timeZone) } : {}),
    });
  };
  await tell(person, 'person', 'planned');
  if (!isBefore(today, on)) return;
  await tell(coach, 'coach', 'today');
  await tell(person, 'person', 'today');
}

/** Eight in the morning where somebody is. */
function morningOf(day: Day, timeZone: string): Temporal.Instant {
  return day.toZonedDateTime({ timeZone, plainTime: '08:00' }).toInstant();
}
