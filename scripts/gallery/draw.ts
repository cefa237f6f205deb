import { fixedClock } from '#lib/clock.ts';
import { silentLog } from '#lib/log.ts';
import { must } from '#lib/errors.ts';
import { html, joined, type Html } from '#sandbox/slack/page/markup.ts';
import { messageOf } from '#sandbox/slack/page/message.ts';
import { homeView, modalView } from '#sandbox/slack/page/views.ts';
import { createCore } from '#sandbox/slack/server.ts';
import type { Message } from '#sandbox/slack/workspace/message.ts';
import type { OpenView, ViewInput } from '#sandbox/slack/workspace/view.ts';
import { NOW } from '../../test/hostile/support/company.ts';
import type { Leaving } from '../../test/hostile/support/judge.ts';

const READER = 'U0VERA';
const PEOPLE = [
  ['U0VERA', 'Clara Weiss'],
  ['U0DANA', 'Omar Haddad'],
  ['U0ANA', 'Emily Stone'],
  ['U0LI', 'Jan de Vries'],
  ['U0OTTO', 'Paula Reyes'],
] as const;

/** Draws what left for Slack as the page of the local Slack does, with the people and the channel that it speaks of. */
export function createDrawing(): (leaving: Leaving) => Html {
  const core = createCore(
    {
      team: { id: 'T0GALLERY', name: 'Gallery' },
      people: PEOPLE.map(([id, realName]) => {
        return { id, name: id.toLowerCase(), realName, email: '', timeZone: 'Europe/Berlin' };
      }),
      channels: [{ id: 'C1', name: 'sales', members: PEOPLE.map(([id]) => id) }],
      installer: READER,
      clock: fixedClock(NOW),
      scopes: [],
      log: silentLog,
    },
    () => '',
  );
  const viewer = must(core.workspace.people.get(READER), 'the reader');
  const looking = { core, viewer, place: { kind: 'home' } } as const;
  let count = 0;
  return (leaving) => {
    count++;
    switch (leaving.kind) {
      case 'errors':
        return errors(leaving.errors);
      case 'message':
        return messageOf(messageAt(count, { ...leaving, author: core.app.botUserId }), looking);
      case 'view': {
        const view = opened(count, leaving.view);
        const isModal = leaving.view.type === 'modal';
        core.workspace.modals.set(READER, isModal ? [view] : []);
        if (isModal) return html`<dialog open>${modalView(looking)}</dialog>`;
        core.workspace.homes.set(READER, view);
        return html`<section id="home">${homeView(looking)}</section>`;
      }
    }
  };
}

function messageAt(
  count: number,
  { text, blocks, author }: Pick<Message, 'text' | 'blocks' | 'author'>,
): Message {
  const ts = `${NOW.epochMilliseconds / 1000}.${String(count).padStart(6, '0')}`;
  return { channel: 'C1', ts, author, text, blocks, edits: 0 };
}

function opened(count: number, content: ViewInput): OpenView {
  const id = `V${count}`;
  return { id, user: READER, hash: id, rootId: id, previousId: null, content, values: {} };
}

function errors(all: Readonly<Record<string, string>>): Html {
  return joined(
    Object.entries(all).map(([field, words]) => html`<p class="error"><b>${field}</b>: ${words}</p>`),
  );
}
