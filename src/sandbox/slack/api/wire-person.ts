import type { Core } from '#sandbox/slack/core.ts';
import type { Person } from '#sandbox/slack/options.ts';

/** A person as Slack's API and events show them. */
export function wirePerson(core: Core, person: Person): object {
  const mayReadEmail = !core.rules.scopes || core.grant.scopes.includes('users:read.email');
  const offset = core.clock.now().toZonedDateTimeISO(person.timeZone).offsetNanoseconds / 1e9;
  return {
    id: person.id,
    team_id: core.team.id,
    name: person.name,
    real_name: person.realName,
    deleted: person.deleted,
    tz: person.timeZone,
    tz_label: person.timeZone,
    tz_offset: offset,
    is_admin: person.id === core.installer,
    is_owner: person.id === core.installer,
    is_bot: person.isBot,
    is_restricted: person.isRestricted,
    is_ultra_restricted: false,
    is_app_user: false,
    profile: {
      real_name: person.realName,
      display_name: person.name,
      title: person.title,
      ...(mayReadEmail && !person.isBot ? { email: person.email } : {}),
    },
  };
}
