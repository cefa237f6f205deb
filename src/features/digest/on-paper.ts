import { readActor } from '#access/actor.ts';
import type { Services } from '#feature.ts';
import { Refusal } from '#lib/errors.ts';
import type { Message } from '#slack/blocks/message.ts';
import type { About } from './about.ts';
import { naturalAbouts } from './commands.ts';
import { wholeContent } from './content.ts';
import { readWeek } from './read-week.ts';
import { weekMessage } from './views.ts';

/** Whose digest, by e-mail, and of what: what is natural for them where nothing is said. */
interface Asked {
  readonly email: string;
  readonly about: About['about'] | undefined;
}

/**
 * The digest of a person as they would read it, for whoever runs the product and mails it: without what was agreed, which
 * is for those who agreed alone. @throws Refusal when nobody of that e-mail
 * is linked, or they may not have it.
 */
export async function digestsFor(services: Services, { email, about }: Asked): Promise<readonly Message[]> {
  const now = services.clock.now();
  const link = await services.store.db
    .selectFrom('person')
    .innerJoin('identity_link', 'identity_link.person_id', 'person.id')
    .where('person.email', '=', email.toLowerCase())
    .select('identity_link.slack_user_id')
    .executeTakeFirst();
  if (!link) throw new Refusal(`Nobody with the e-mail ${email} is linked.`, 'See attain people.');
  const actor = await readActor(services.store, link.slack_user_id, now);
  const abouts = await naturalAbouts({ services, actor, now }, about);
  const weeks = await Promise.all(
    abouts.map((one) => readWeek(services, { actor, about: one, now, sources: [] })),
  );
  const messages = weeks.flatMap((week) => (week ? [weekMessage(wholeContent(week))] : []));
  if (messages.length === 0) throw new Refusal('There is no such digest for them.');
  return messages;
}
