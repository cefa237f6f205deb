import { Refusal, GiveUp } from '#lib/errors.ts';
import { blocksOf, sendClick } from '#sandbox/slack/app/click.ts';
import { elementsIn } from '#sandbox/slack/app/elements.ts';
import { askOptions } from '#sandbox/slack/app/suggest.ts';
import { sendShortcut } from '#sandbox/slack/app/shortcut.ts';
import { sendCommand } from '#sandbox/slack/app/command.ts';
import type { PlainValue } from '#sandbox/slack/app/entries.ts';
import { joinChannel, shareChannel } from '#sandbox/slack/app/change-channel.ts';
import { changePerson } from '#sandbox/slack/app/change-person.ts';
import { sendEvent, withdrawGrant } from '#sandbox/slack/app/events.ts';
import type { Outcome } from '#sandbox/slack/app/outcomes.ts';
import { sendClose, sendSubmission, type Submission } from '#sandbox/slack/app/submit.ts';
import { typedText } from '#sandbox/slack/app/typed-text.ts';
import type { Core } from '#sandbox/slack/core.ts';
import type { Person } from '#sandbox/slack/options.ts';
import { findInteractive, findPerson, findPlace } from '#sandbox/slack/places.ts';
import type { Message } from '#sandbox/slack/workspace/message.ts';
import { openDirect } from '#sandbox/slack/workspace/conversations.ts';
import { post } from '#sandbox/slack/workspace/messages.ts';
import type { OpenView } from '#sandbox/slack/workspace/view.ts';
import { stackOf } from '#sandbox/slack/workspace/views.ts';

interface Suggestion {
  readonly text: { readonly text: string };
  readonly value: string;
}

/** What to press, and where. Without a place it is looked for: top modal, then Home, then the newest message. */
interface Click {
  readonly action: string;
  readonly block?: string | undefined;
  readonly value?: PlainValue | undefined;
  /** Other entries of the same view, by block_id or action_id. */
  readonly values?: Readonly<Record<string, PlainValue>> | undefined;
  readonly view?: string | undefined;
  /** A message by its stamp, ephemeral ones included. */
  readonly message?: string | undefined;
}

/** The hands of a person in the workspace. People are named by id, e-mail or handle; channels by id or name. */
export interface Driver {
  /** Types a line that begins with a slash. Without a channel it is typed in the app's direct conversation. */
  command(who: string, line: string, where?: { channel?: string | undefined }): Promise<Outcome>;
  /** Says something in a channel. */
  say(who: string, text: string, where: { channel: string }): Promise<Message>;
  click(who: string, what: Click): Promise<Outcome>;
  /** Chooses an entry of the app in the menu of a message, which is named by its stamp. */
  shortcut(who: string, what: { callback: string; message: string; channel: string }): Promise<Outcome>;
  /** What the app offers in an external select for what was typed. */
  suggest(
    who: string,
    what: { action: string; query: string; view?: string | undefined; message?: string | undefined },
  ): Promise<readonly Suggestion[]>;
  /** Fills the top modal and submits it; `values` by block_id or action_id. */
  submit(
    who: string,
    form?: { view?: string | undefined; values?: Readonly<Record<string, PlainValue>> | undefined },
  ): Promise<Submission>;
  /** Closes the top modal by its close button. */
  closeView(who: string): Promise<void>;
  openHome(who: string): Promise<void>;
  /** What an owner of the workspace does to an account: deactivates it, makes it a guest's, or takes either back. */
  changePerson(who: string, change: Partial<Pick<Person, 'deleted' | 'isRestricted'>>): Promise<void>;
  /** Somebody joins a channel. */
  joinChannel(who: string, channel: string): Promise<void>;
  /** Shares a channel with another company, or ends that. */
  shareChannel(channel: string, isShared: boolean): Promise<void>;
  /** Uninstalls the app: its token opens nothing any more, and it is told so. */
  uninstall(): Promise<void>;
  /** The messages everyone in the channel sees, oldest first. */
  messages(channel: string): readonly Message[];
  /** The messages of the person's direct conversation with the app. */
  direct(who: string): readonly Message[];
  /** What only this person sees, oldest first. */
  ephemeral(who: string): readonly Message[];
  /** The person's open modals, the top one last. */
  views(who: string): readonly OpenView[];
  home(who: string): OpenView | undefined;
  /** Waits until `read` gives something, looking again at every change. Throws when it never does. */
  until<T>(read: () => T | undefined, wait?: { what?: string; ms?: number }): Promise<T>;
}

export function createDriver(core: Core): Driver {
  const { workspace } = core;
  const person = (who: string) => findPerson(core, who).id;
  return {
    async command(who, line, where = {}) {
      return sendCommand(core, {
        user: person(who),
        channel: findPlace(core, person(who), where.channel),
        line,
      });
    },
    async say(who, typed, where) {
      const user = person(who);
      const text = typedText(core, typed);
      const channel = findPlace(core, user, where.channel);
      const message = post(workspace, channel.id, { author: user, text, blocks: [] });
      const kind = channel.kind === 'public' ? 'channel' : channel.kind === 'private' ? 'group' : 'im';
      await sendEvent(core, {
        type: 'message',
        user,
        text,
        ts: message.ts,
        channel: channel.id,
        channel_type: kind,
      });
      return message;
    },
    async click(who, what) {
      const user = person(who);
      return sendClick(core, { ...what, user, place: findInteractive(core, user, what) });
    },
    async shortcut(who, { channel, ...what }) {
      return sendShortcut(core, { ...what, user: person(who), channel: findPlace(core, undefined, channel) });
    },
    async suggest(who, what) {
      const user = person(who);
      const place = findInteractive(core, user, what);
      const block =
        elementsIn(blocksOf(place)).find(({ element }) => element.action_id === what.action)?.blockId ?? '';
      return askOptions(core, { ...what, user, place, block });
    },
    async submit(who, form = {}) {
      return sendSubmission(core, {
        view: openView(core, person(who), form.view),
        values: form.values ?? {},
      });
    },
    closeView: async (who) => sendClose(core, openView(core, person(who), undefined)),
    async openHome(who) {
      const user = person(who);
      const channel = openDirect(workspace, user, core.app.botUserId).id;
      await sendEvent(core, { type: 'app_home_opened', user, channel, tab: 'home', ...homeOf(core, user) });
    },
    changePerson: (who, change) => changePerson(core, { ...findPerson(core, who), ...change }),
    joinChannel: (who, channel) => joinChannel(core, findPlace(core, undefined, channel), person(who)),
    shareChannel: (channel, isShared) => shareChannel(core, findPlace(core, undefined, channel), isShared),
    uninstall: () => withdrawGrant(core),
    messages: (channel) => workspace.messages.get(findPlace(core, undefined, channel).id) ?? [],
    direct: (who) => workspace.messages.get(`D${person(who)}`) ?? [],
    ephemeral: (who) => workspace.ephemeral.get(person(who)) ?? [],
    views: (who) => stackOf(workspace, person(who)),
    home: (who) => workspace.homes.get(person(who)),
    until: (read, wait = {}) => untilSeen(core, read, wait),
  };
}

function openView(core: Core, user: string, id: string | undefined): OpenView {
  const stack = stackOf(core.workspace, user);
  const view = id === undefined ? stack.at(-1) : stack.find((open) => open.id === id);
  if (!view) throw new Refusal('no such modal is open');
  return view;
}

function homeOf(core: Core, user: string): object {
  const view = core.workspace.homes.get(user);
  return view
    ? {
        view: { id: view.id, type: 'home', hash: view.hash, private_metadata: view.content.private_metadata },
      }
    : {};
}

function untilSeen<T>(
  core: Core,
  read: () => T | undefined,
  wait: { what?: string; ms?: number },
): Promise<T> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      clearTimeout(timer);
      stop();
      act();
    };
    const look = () => {
      try {
        const seen = read();
        if (seen !== undefined) settle(() => resolve(seen));
      } catch (error) {
        settle(() => reject(error));
      }
    };
    const late = new GiveUp(`waited in vain for ${wait.what ?? 'a change in the local Slack'}`);
    const timer = setTimeout(() => settle(() => reject(late)), wait.ms ?? 20_000);
    const stop = core.workspace.changes.watch(look);
    look();
  });
}
