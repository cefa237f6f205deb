import { z } from 'zod';
import type { Core } from '#sandbox/slack/core.ts';
import { outcomeOf } from '#sandbox/slack/app/outcomes.ts';
import { interactionBase, wireView } from '#sandbox/slack/app/payloads.ts';
import type { Place } from '#sandbox/slack/app/click.ts';

const Option = z.looseObject({ text: z.looseObject({ text: z.string() }), value: z.string() });
const Offered = z.union([
  z.looseObject({ options: z.array(Option).max(100) }),
  z.looseObject({ option_groups: z.array(z.looseObject({ options: z.array(Option) })).max(100) }),
]);

export interface Query {
  readonly user: string;
  readonly place: Place;
  readonly action: string;
  readonly block: string;
  readonly query: string;
}

/** Asks the app for the options of an external select, as Slack does while a person types. */
export async function askOptions(core: Core, query: Query): Promise<readonly z.infer<typeof Option>[]> {
  const payload = {
    ...interactionBase(core, 'block_suggestion', query.user),
    action_id: query.action,
    block_id: query.block,
    value: query.query,
    ...('view' in query.place
      ? { view: wireView(core, query.place.view), container: { type: 'view', view_id: query.place.view.id } }
      : {
          container: {
            type: 'message',
            message_ts: query.place.message.ts,
            channel_id: query.place.message.channel,
          },
        }),
  };
  const outcome = outcomeOf(
    await core.socket.deliver({ type: 'interactive', payload, acceptsResponse: true }),
  );
  const offered = Offered.safeParse(outcome.ok ? outcome.ack : undefined);
  if (!offered.success) return [];
  if ('options' in offered.data) return z.array(Option).parse(offered.data.options);
  return z
    .array(z.object({ options: z.array(Option) }))
    .parse(offered.data.option_groups)
    .flatMap(({ options }) => options);
}
