import type { RespondFn } from '@slack/bolt';
import { closest } from '#lib/closest.ts';
import { Refusal } from '#lib/errors.ts';
import { mayEnter } from '#model/access.ts';
import type { Message } from './blocks/message.ts';
import { answer, isFirstDelivery, type Desk, type Origin } from './desk.ts';
import { helpMessage } from './help.ts';
import { requireUse } from './installation.ts';
import { CommandPayload } from './payloads.ts';
import { readCommand, typedForm } from './read-command.ts';
import type { Call, CommandCall, Subcommand } from './routes.ts';

/** Serves a slash command that Slack has already been told we received. */
export async function serveCommand<S>(desk: Desk<S>, body: unknown, respond: RespondFn): Promise<void> {
  const payload = CommandPayload.parse(body);
  const delivery = { teamId: payload.team_id, key: `command/${payload.trigger_id}` };
  if (!(await isFirstDelivery(desk, delivery))) return;
  const origin: Origin = {
    teamId: payload.team_id,
    userId: payload.user_id,
    channelId: payload.channel_id,
    triggerId: payload.trigger_id,
    respond,
  };
  const typed = { command: payload.command, text: unescape(payload.text) };
  await answer(desk, origin, (call) =>
    run(desk, { ...call, text: typed.text, channelId: payload.channel_id }, typed),
  );
}

function run<S>(
  desk: Desk<S>,
  call: CommandCall<S>,
  typed: { readonly command: string; readonly text: string },
): Promise<Message | undefined> {
  const { subcommands } = desk.routes;
  const asked = readCommand(subcommands, typed);
  switch (asked.kind) {
    case 'help':
      return Promise.resolve(helpMessage(subcommands, call.actor));
    case 'run':
      return runOne(desk, asked.subcommand, { ...call, text: asked.text });
    case 'unknown':
      return runUnknown(desk, asked, call);
  }
}

async function runOne<S>(
  desk: Desk<S>,
  subcommand: Subcommand<S>,
  call: CommandCall<S>,
): Promise<Message | undefined> {
  requireUse(call.actor, subcommand, desk.log);
  return subcommand.run(call);
}

/** The default may understand what starts with no known word; when it refuses, a word may have been mistyped. */
async function runUnknown<S>(
  desk: Desk<S>,
  asked: { readonly word: string; readonly text: string; readonly fallback: Subcommand<S> | undefined },
  call: CommandCall<S>,
): Promise<Message | undefined> {
  try {
    if (asked.fallback === undefined) throw new Refusal(`There is no "${asked.word}" here.`, HELP_HINT);
    return await runOne(desk, asked.fallback, { ...call, text: asked.text });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const meant = closest(asked.word, ['help', ...usable(desk.routes.subcommands, call)]);
    if (meant !== undefined) {
      throw new Refusal(`There is no "${asked.word}" here.`, `Did you mean ${typedForm(meant)}?`, {
        cause: error,
      });
    }
    throw error.hint === undefined ? new Refusal(error.message, HELP_HINT, { cause: error }) : error;
  }
}

const HELP_HINT = `${typedForm('help')} lists what you can ask.`;

function usable<S>(subcommands: readonly Subcommand<S>[], call: Call<S>): readonly string[] {
  return subcommands.filter((one) => mayEnter(call.actor, one)).map((one) => one.name);
}

/** Slack escapes three characters in what people type. */
function unescape(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
