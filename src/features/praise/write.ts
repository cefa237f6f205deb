import { randomUUID } from 'node:crypto';
import type { Services } from '#feature.ts';
import { Refusal } from '#lib/errors.ts';
import type { ModalView } from '#slack/blocks/modal.ts';
import type { Action, Call, MessageShortcut, Modal, SubmitCall, SubmitOutcome } from '#slack/routes.ts';
import { formModal, FORM, PREVIEW, previewModal, saidModal } from './form-views.ts';
import { give } from './give.ts';
import { giverOf, readCircumstances } from './look.ts';
import { namesOf } from './names.ts';
import { type Circumstances, decidePraise, type Surface, surfaceKey } from './policy.ts';
import type { MessageAt, Wish } from './praise.ts';
import { praiseMessage } from './views.ts';
import { readBegun, readShown, readWish, writeBegun, writeShown } from './wish.ts';

export const WRITE = 'praise.write';
/** Who gives is somebody in Salesforce; what they say is said in their own name. */
const FOR_GIVERS = { permission: 'linked', shows: [] } as const;

interface Start {
  readonly people?: readonly string[];
  readonly words?: string;
  readonly channelId?: string | null;
  readonly about?: MessageAt;
}

/** Opens the window. Nothing is looked up before: a trigger lives three seconds. */
export async function openForm(
  call: Pick<Call<Services>, 'openModal'>,
  start: Start = {},
): Promise<undefined> {
  const { people = [], words = '', channelId, about } = start;
  await call.openModal(
    formModal({
      people,
      words,
      channelId,
      isAboutMessage: about !== undefined,
      metadata: writeBegun(randomUUID(), about ?? null),
    }),
  );
  return undefined;
}

export const writeAction: Action<Services> = {
  id: WRITE,
  ...FOR_GIVERS,
  run: (call) => openForm(call, { channelId: call.channelId }),
};

/** "Praise this": whoever wrote the message, unless that is an app or the giver. */
export const messageShortcut: MessageShortcut<Services> = {
  id: 'praise.message',
  name: 'Praise this',
  ...FOR_GIVERS,
  run(call) {
    const { authorId, channelId, messageTs, actor } = call;
    const people = authorId === null || authorId === actor.slackUserId ? [] : [authorId];
    return openForm(call, { people, channelId, about: { channelId, ts: messageTs } });
  },
};

export const writeForm: Modal<Services> = {
  id: FORM,
  ...FOR_GIVERS,
  async submit(call): Promise<SubmitOutcome> {
    const begun = readBegun(call.metadata);
    if (begun === undefined) throw gone();
    const read = readWish(call.values, begun);
    if (read.kind === 'errors') return read;
    const circumstances = await readCircumstances(call.services, read.wish, giverOf(call));
    const verdict = decidePraise(read.wish, circumstances);
    if (verdict.kind === 'errors') return verdict;
    const shown = { wish: read.wish, circumstances, surface: verdict.surface };
    return { kind: 'update', view: await preview(call, { ...shown, hasChanged: false }) };
  },
};

/** Says it, unless somebody else would read it than was shown: then it is shown anew. */
export const previewForm: Modal<Services> = {
  id: PREVIEW,
  ...FOR_GIVERS,
  async submit(call): Promise<SubmitOutcome> {
    const { services, now } = call;
    const shown = readShown(call.metadata);
    if (shown === undefined) throw gone();
    const { wish } = shown;
    const by = giverOf(call);
    const circumstances = await readCircumstances(services, wish, by);
    const verdict = decidePraise(wish, circumstances);
    if (verdict.kind === 'errors') throw new Refusal(Object.values(verdict.errors).join(' '));
    const { surface } = verdict;
    if (surfaceKey(surface) !== shown.surface)
      return {
        kind: 'update',
        view: await preview(call, { wish, circumstances, surface, hasChanged: true }),
      };
    await give(services, wish, { by, surface, link: await linkOf(services, wish), now });
    return { kind: 'update', view: saidModal(surface, namesIn(circumstances)) };
  },
};

async function preview(
  { services, actor }: SubmitCall<Services>,
  of: {
    readonly wish: Wish;
    readonly circumstances: Circumstances;
    readonly surface: Surface;
    readonly hasChanged: boolean;
  },
): Promise<ModalView> {
  const { wish, circumstances, surface, hasChanged } = of;
  const [first = ''] = wish.people;
  const nameOf = await namesOf(services, [actor.slackUserId, ...wish.people]);
  const link = await linkOf(services, wish);
  const telling = { giver: nameOf(actor.slackUserId), nameOf };
  return previewModal({
    surface,
    people: namesIn(circumstances),
    message: praiseMessage(
      { ...wish, link },
      surface.kind === 'alone' ? { ...telling, reader: first } : telling,
    ),
    lacksLink: wish.about !== null && link === null,
    hasChanged,
    metadata: writeShown(wish, surfaceKey(surface)),
  });
}

async function linkOf({ channels }: Services, { about }: Wish): Promise<string | null> {
  return about === null ? null : ((await channels?.linkTo(about)) ?? null);
}

function namesIn({ praised }: Circumstances): readonly string[] {
  return praised.map(({ name }) => name);
}

function gone(): Refusal {
  return new Refusal('That window is no longer in use.', 'Open it again: /attain praise @person.');
}
