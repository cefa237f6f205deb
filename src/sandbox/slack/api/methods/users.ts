import { z } from 'zod';
import { pageSize } from '#sandbox/slack/api/fields.ts';
import { method, type Method } from '#sandbox/slack/api/method.ts';
import { paged } from '#sandbox/slack/api/paging.ts';
import { fail, ok } from '#sandbox/slack/api/reply.ts';
import { wirePerson } from '#sandbox/slack/api/wire-person.ts';

const info = method({
  name: 'users.info',
  token: 'bot',
  tier: 4,
  scope: 'users:read',
  input: z.object({ user: z.string().min(1) }),
  run(core, input) {
    const person = core.workspace.people.get(input.user);
    return person ? ok({ user: wirePerson(core, person) }) : fail('user_not_found');
  },
});

const list = method({
  name: 'users.list',
  token: 'bot',
  tier: 2,
  scope: 'users:read',
  input: z.object({ cursor: z.string().optional(), limit: pageSize }),
  run: (core, input) =>
    paged(
      'members',
      [...core.workspace.people.values()].map((one) => wirePerson(core, one)),
      input,
    ),
});

const byEmail = method({
  name: 'users.lookupByEmail',
  token: 'bot',
  tier: 3,
  scope: 'users:read.email',
  input: z.object({ email: z.string().min(1) }),
  run(core, input) {
    const wanted = input.email.toLowerCase();
    const people = [...core.workspace.people.values()];
    const person = people.find((one) => one.email.toLowerCase() === wanted && !one.deleted);
    return person ? ok({ user: wirePerson(core, person) }) : fail('users_not_found');
  },
});

/** Slack's default for a new workspace: no notifications from 22:00 to 8:00 where the person lives. */
const dnd = method({
  name: 'dnd.info',
  token: 'bot',
  tier: 3,
  scope: 'dnd:read',
  input: z.object({ user: z.string().optional() }),
  run(core, input) {
    const person = core.workspace.people.get(input.user ?? core.app.botUserId);
    if (!person) return fail('user_not_found');
    const local = core.clock.now().toZonedDateTimeISO(person.timeZone);
    const evening = local.hour < 8 ? local.subtract({ days: 1 }) : local;
    const start = evening.withPlainTime('22:00');
    const end = start.add({ days: 1 }).withPlainTime('08:00');
    return ok({ dnd_enabled: true, next_dnd_start_ts: secondsOf(start), next_dnd_end_ts: secondsOf(end) });
  },
});

function secondsOf(moment: Temporal.ZonedDateTime): number {
  return Math.floor(moment.epochMilliseconds / 1000);
}

export const userMethods: readonly Method[] = [info, list, byEmail, dnd];
