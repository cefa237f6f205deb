import { z } from 'zod';
import type { Fact, Services } from '#feature.ts';
import { metricContext } from '#metrics/context.ts';
import { companyToday } from '#metrics/today.ts';
import type { PostKind } from '#outbox/outbox.ts';
import type { Board } from './board.ts';
import { correctionMessage } from './correction-views.ts';
import { differencesOf, type Difference } from './difference.ts';
import { postKey } from './post-key.ts';
import { readContent } from './read-board.ts';
import { takesPart } from './privacy-policy.ts';
import { readPrivacy } from './read-privacy.ts';
import { allLines, namedIds, type Said, type SaidLine } from './said.ts';
import { readSaid } from './said-store.ts';
import type { BoardContent } from './standings.ts';
import { readBoard, readBoards } from './store.ts';
import { readsOpenDeals, touches, touchedDays } from './touched.ts';

const KIND = 'leaderboard.correction';
const Params = z.object({ board: z.int(), period: z.iso.date(), slot: z.iso.datetime() });
const Restored = z.object({ since: z.iso.datetime(), until: z.iso.datetime() });

/**
 * Says once in the thread of a board what turned out different: when a period that had ended is touched, and when
 * data that was not to be trusted has been mended. Changes within a running period are standing edits, and open deals
 * of a period that has ended go on changing.
 */
export async function correctBoards(services: Services, facts: readonly Fact[]): Promise<void> {
  const spans = touchedDays(facts).filter(({ name }) => name !== 'pipeline.changed');
  const restored = facts.flatMap(({ name, payload }) => {
    const read = name === 'data.restored' ? Restored.safeParse(payload) : undefined;
    return read?.success ? [read.data] : [];
  });
  if (spans.length === 0 && restored.length === 0) return;
  const { calendar } = await metricContext(services.store, services.clock.now());
  for (const board of await readBoards(services.store)) {
    if (board.pause) continue;
    for (const said of await readSaid(services.store, board.id)) {
      const end = calendar.find(board.periodType, Temporal.PlainDate.from(said.periodStart))?.end;
      const isTouched =
        said.kind === 'final' &&
        end !== undefined &&
        !readsOpenDeals(board) &&
        touches(spans, said.periodStart, end);
      const wasUnsound = restored.some(({ since, until }) => isWithin(said.slotAt, since, until));
      if (isTouched || wasUnsound) await correct(services, board, said);
    }
  }
  await services.outbox.wake();
}

/** Renders the difference as it is when it is sent; nothing once the board has said something newer. */
export const correctionPost: PostKind<Services> = {
  kind: KIND,
  whenUnknown: 'ask',
  attention: 'channel',
  shows: ['D1'],
  ownerOf: async ({ store }, { params }) => (await readBoard(store, Params.parse(params).board))?.createdBy,
  waitsForFreshData: true,
  async render(services, post) {
    const { board: id, period, slot } = Params.parse(post.params);
    const board = await readBoard(services.store, id);
    const said = board && (await readSaid(services.store, id)).find((it) => it.periodStart === period);
    if (!board || !said || said.slotAt.toString() !== slot) return undefined;
    const { content, differences } = await compare(services, board, said);
    return correctionMessage(content, { said, differences });
  },
};

async function correct(services: Services, board: Board, said: Said): Promise<void> {
  const { differences } = await compare(services, board, said);
  const key = `${KIND}/${board.id}/${said.periodStart}/${said.slotAt.toString()}`;
  const { store, outbox } = services;
  if (differences.length > 0)
    await outbox.record(store, {
      key,
      kind: KIND,
      params: { board: board.id, period: said.periodStart, slot: said.slotAt.toString() },
      audience: board.channelId,
      thread: postKey(board.id, said.periodStart),
    });
  // One that is there already is brought up to date in place: nobody is told twice.
  if (said.kind === 'final') await outbox.refresh(store, key);
}

async function compare(
  services: Services,
  board: Board,
  said: Said,
): Promise<{ readonly content: BoardContent; readonly differences: readonly Difference[] }> {
  const day = Temporal.PlainDate.from(said.periodStart);
  const content = await readContent(services, board, { now: services.clock.now(), day, snapshots: [] });
  const now = { now: allLines(content), named: namedIds(content) };
  const spoken = board.by === 'person' ? await stillNamed(services, said.lines) : said.lines;
  const all = differencesOf({ said: spoken, ...now, rows: board.rows });
  // Who moved up because somebody left the boards is no correction.
  const hasLeavers = spoken.length < said.lines.length;
  const differences = hasLeavers ? all.filter(({ before }) => before !== undefined) : all;
  return { content, differences };
}

/** Whoever has left the boards since, or is not ranked any more, is not spoken of, also not as gone. */
async function stillNamed(
  { store, clock }: Services,
  lines: readonly SaidLine[],
): Promise<readonly SaidLine[]> {
  const now = clock.now();
  const company = companyToday(await metricContext(store, now));
  const personIds = lines.map(({ id }) => id);
  const privacy = await readPrivacy(company, { personIds, board: '', now });
  return lines.filter(({ id }) => takesPart(privacy, id));
}

function isWithin(moment: Temporal.Instant, since: string, until: string): boolean {
  return Temporal.Instant.compare(since, moment) <= 0 && Temporal.Instant.compare(moment, until) < 0;
}
