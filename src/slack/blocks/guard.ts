import type { DataTableBlock } from '@slack/types';
import { Bug } from '#lib/errors.ts';
import { charsOf, excessOf, sizeOf, type Surface } from './excess.ts';
import { context, section } from './layout.ts';
import { lengthOf, LIMITS } from './limits.ts';
import { shortenSafe } from './lines.ts';
import type { Block, Message } from './message.ts';
import { remainder } from './table.ts';
import { escapeText, mrkdwn, type SafeText } from './text.ts';

/** Throws a Bug when Slack would refuse the message: for tests of every view. Returns it otherwise. */
export function guard(message: Message): Message {
  const excess = [
    ...excessOf(message.blocks, 'message'),
    ...(message.text.trim() === '' ? ['no text form'] : []),
    ...(lengthOf(message.text) > LIMITS.messageText ? ['text form too long'] : []),
  ];
  if (excess.length > 0) throw new Bug(`Slack would refuse this message: ${excess.join('; ')}`);
  return message;
}

/**
 * The message as Slack will take it. A message that fits is returned as it is; from one that does not, rows and
 * blocks are dropped from the end and the message says how many.
 */
export function clamp(message: Message): Message {
  return {
    text: shortenSafe(message.text, LIMITS.messageText),
    blocks: clampBlocks(message.blocks, 'message'),
  };
}

/** Like `clamp`, for the blocks of any surface. */
export function clampBlocks(blocks: readonly Block[], surface: Surface): readonly Block[] {
  if (excessOf(blocks, surface).length === 0) return blocks;
  const fitting = blocks.flatMap((block) => clampBlock(block, surface));
  const kept = keepWhatFits(fitting, surface);
  return kept.length === fitting.length ? kept : [...kept, leftOut(fitting.length - kept.length)];
}

function clampBlock(block: Block, surface: Surface): readonly Block[] {
  if (excessOf([block], surface).length === 0) return [block];
  if (block.type === 'data_table' && surface === 'message') return clampTable(block);
  if (block.type === 'section' && block.text !== undefined) {
    const shortened = section(shortenSafe(trusted(block.text.text), LIMITS.sectionText));
    if (excessOf([shortened], surface).length === 0) return [shortened];
  }
  return [context(mrkdwn`A part of this could not be shown here.`)];
}

function clampTable(table: DataTableBlock): readonly Block[] {
  for (let rows = Math.min(table.rows.length, LIMITS.tableRows); rows >= 2; rows--) {
    const shorter = { ...table, rows: table.rows.slice(0, rows) };
    if (charsOf(shorter) > LIMITS.tableChars) continue;
    return [shorter, remainder(rows - 1, table.rows.length - 1)];
  }
  return [context(mrkdwn`The table could not be shown here.`)];
}

/** The first blocks that fit together, room kept for the line that says what was left out. */
function keepWhatFits(blocks: readonly Block[], surface: Surface): readonly Block[] {
  const most = surface === 'message' ? LIMITS.messageBlocks : LIMITS.viewBlocks;
  const bytes = surface === 'message' ? LIMITS.messageBytes : LIMITS.viewBytes;
  const spent = { tables: 0, charts: 0, bytes: 500 };
  const kept = blocks.filter((block) => {
    spent.bytes += sizeOf([block]);
    if (block.type === 'data_table' && ++spent.tables > LIMITS.tablesPerMessage) return false;
    if (block.type === 'data_visualization' && ++spent.charts > LIMITS.chartsPerMessage) return false;
    return spent.bytes <= bytes;
  });
  return kept.length > most || kept.length < blocks.length ? kept.slice(0, most - 1) : kept;
}

function leftOut(count: number): Block {
  return context(mrkdwn`${escapeText(String(count))} more parts of this message did not fit.`);
}

/** A text that stands in a block of ours was safe when it was put there. */
function trusted(text: string): SafeText {
  return text as SafeText;
}
