import type { Core } from '#sandbox/slack/core.ts';
import type { Person } from '#sandbox/slack/options.ts';
import type { Change } from '#sandbox/slack/workspace/changes.ts';

/** The part of the page that a change touches for one person; undefined when it is nothing to them. */
function touchedPart(core: Core, viewer: Person, change: Change): string | undefined {
  switch (change.kind) {
    case 'message': {
      const channel = core.workspace.channels.get(change.channel);
      return channel?.members.includes(viewer.id) ? `log ${change.channel}` : undefined;
    }
    case 'ephemeral':
      return change.user === viewer.id ? `log ${change.channel}` : undefined;
    case 'modal':
    case 'home':
      return change.user === viewer.id ? change.kind : undefined;
    case 'read':
      return change.user === viewer.id ? 'places' : undefined;
    case 'clock':
      return 'clock';
    case 'channels':
    case 'connections':
      return 'places';
  }
}

/** Server-sent events for one person: the names of parts to fetch again. */
export function liveStream(core: Core, viewer: Person): Response {
  const encoder = new TextEncoder();
  let stop = () => {};
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string) => {
        try {
          controller.enqueue(encoder.encode(text));
        } catch {
          // The reader has gone; whoever caused the change must not suffer for it.
          stop();
        }
      };
      send('retry: 500\n\n');
      stop = core.workspace.changes.watch((change) => {
        const part = touchedPart(core, viewer, change);
        if (part !== undefined) send(`data: ${part}\n\n`);
      });
    },
    cancel: () => stop(),
  });
  return new Response(body, {
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' },
  });
}
