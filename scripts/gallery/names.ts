import { type Feature, homeOf } from '#feature.ts';
import { FEATURES } from '#features.ts';
import type { Deed } from '../../test/hostile/support/desk.ts';
import type { Leaving } from '../../test/hostile/support/judge.ts';
import type { Named, Specimen } from './specimen.ts';

/** What belongs to no feature alone: help, the whole of Home, several messages in one. */
const SHARED = 'shared';

/** How a thing is called that left for Slack after somebody did something. */
export function nameOf(deed: Deed, leaving: Leaving): Named {
  if (leaving.kind === 'view' && leaving.view.type === 'modal') {
    const { callback_id: id } = leaving.view;
    return { feature: ownerOf(id), kind: `modal ${id}` };
  }
  if (leaving.kind === 'view') return { feature: SHARED, kind: 'home' };
  if (leaving.kind === 'errors' && deed.kind === 'modal')
    return { feature: ownerOf(deed.id), kind: `errors of ${deed.id}` };
  if (deed.kind === 'command') return answerTo(deed.text);
  return deed.kind === 'home'
    ? { feature: SHARED, kind: 'home' }
    : { feature: ownerOf(deed.id), kind: `answer to ${deed.id}` };
}

/** The feature that has a kind of post. */
export function ownerOfPost(kind: string): string {
  return FEATURES.find(({ posts = [] }) => posts.some((one) => one.kind === kind))?.name ?? SHARED;
}

export const homePart = ({ name }: Feature, at: number): string => `home ${name} ${at + 1}`;

/** Everything that the features declare and that is to be seen, as specimens are called. */
function declared(features: readonly Feature[]): readonly string[] {
  return features.flatMap((feature) => [
    ...(feature.posts ?? []).map(({ kind }) => `post ${kind}`),
    ...(feature.subcommands ?? []).map(({ name }) => `answer /attain ${name}`),
    ...(feature.modals ?? []).map(({ id }) => `modal ${id}`),
    ...homeOf(feature).map((_, at) => homePart(feature, at)),
  ]);
}

/** What is declared and nowhere to be seen; a sub-command that opens a window is seen there. */
export function missing(features: readonly Feature[], specimens: readonly Specimen[]): readonly string[] {
  const seen = new Set(specimens.map(({ kind }) => kind));
  return declared(features).filter((name) => !seen.has(name) && !SILENT.has(name));
}

/** Said nowhere by itself: those of the digest hold other messages, and what opens a window alone. */
const SILENT: ReadonlySet<string> = new Set(['post settings.digest']);

function answerTo(text: string): Named {
  const word = text.trim().split(/\s+/)[0] ?? '';
  const owner = FEATURES.find(({ subcommands = [] }) => subcommands.some(({ name }) => name === word));
  return owner
    ? { feature: owner.name, kind: `answer /attain ${word}` }
    : { feature: SHARED, kind: 'answer /attain' };
}

function ownerOf(id: string): string {
  const owns = (known: string) => id === known || id === `${known}.done`;
  const owner =
    FEATURES.find(({ actions = [], modals = [] }) => [...actions, ...modals].some((one) => owns(one.id))) ??
    FEATURES.find(({ name }) => id.startsWith(`${name}.`));
  return owner?.name ?? SHARED;
}
