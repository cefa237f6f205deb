import { messageOf, TryLater } from '#lib/errors.ts';
import { isUserId } from '#slack/audience.ts';
import type { Message } from '#slack/blocks/message.ts';
import type { Store } from '#store/store.ts';
import { bundle } from './bundle.ts';
import { type Carried, carriedBy, setDown } from './carried.ts';
import type { Claim } from './claim.ts';
import type { Writers } from './find-words.ts';
import type { PostKind } from './outbox.ts';
import { type PersonalPost, reasonOf, sayReasons, withFooter } from './personal-footer.ts';

interface Part {
  /** What it is about; of several about the same, and of several that say the same words, the newest is said. */
  readonly about: string | undefined;
  readonly message: Message;
  /** Undefined for what a channel reads. */
  readonly post?: PersonalPost;
}

type Writing<S> = Writers<S> & { readonly store: Store };

/** A message with everything that it says for others; undefined when none of it applies any more. */
export async function writeMessage<S>(
  writing: Writing<S>,
  kind: PostKind<S>,
  claim: Claim,
): Promise<Message | undefined> {
  const own = await writePart(writing, kind, claim);
  const others = isUserId(claim.audience) ? await writeCarried(writing, claim) : [];
  const parts = [...(own ? [own] : []), ...others];
  const newest = parts.filter((part, index) => !parts.slice(index + 1).some((one) => isSame(part, one)));
  const all = bundle(newest.map((part, index) => below(part, newest.slice(index + 1))));
  const reasons = newest.flatMap(({ post }) => (post && reasonOf(post.attention)) ?? []);
  return all && sayReasons(all, reasons);
}

function below({ message, post }: Part, later: readonly Part[]): Message {
  if (post === undefined) return message;
  return withFooter(message, { ...post, later: later.flatMap((one) => one.post ?? []) });
}

function isSame({ about, message }: Part, newer: Part): boolean {
  return about === undefined ? message.text === newer.message.text : about === newer.about;
}

async function writePart<S>(
  { services }: Writing<S>,
  kind: PostKind<S>,
  { key, params, audience }: Pick<Claim, 'key' | 'params' | 'audience'>,
): Promise<Part | undefined> {
  const message = await kind.render(services, { params, audience });
  const { attention } = kind;
  if (message === undefined || attention === 'channel') return message && { about: undefined, message };
  const { about } = attention.says?.(params) ?? {};
  return { about, message, post: { attention, key } };
}

async function writeCarried<S>(writing: Writing<S>, claim: Claim): Promise<readonly Part[]> {
  const parts: Part[] = [];
  for (const one of await carriedBy(writing.store, claim.key)) {
    const part = await writeOne(writing, one, claim);
    if (part) parts.push(part);
  }
  return parts;
}

/** One that cannot be written does not take the others with it: it stands by itself again. */
async function writeOne<S>(
  writing: Writing<S>,
  one: Carried,
  { audience, ts }: Claim,
): Promise<Part | undefined> {
  const kind = writing.kinds.find((it) => it.kind === one.kind);
  try {
    const mayHave = kind && (await writing.audienceProblem(audience, kind.shows)) === undefined;
    if (mayHave) return await writePart(writing, kind, { ...one, audience });
  } catch (error) {
    if (error instanceof TryLater || ts !== null) throw error;
    writing.log.error({ key: one.key, reason: messageOf(error) }, 'a post that goes with another failed');
  }
  if (ts === null) await setDown(writing.store, one);
  return undefined;
}
