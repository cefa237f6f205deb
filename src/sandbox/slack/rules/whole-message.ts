import type { Complaint } from '#sandbox/slack/rules/complaint.ts';
import { elementsIn } from '#sandbox/slack/app/elements.ts';
import type { Block } from '#sandbox/slack/workspace/message.ts';

const TABLES = new Set(['table', 'data_table']);
const MOST_TABLE_CHARACTERS = 10_000;
const MOST_CHARTS = 2;
const MOST_MARKDOWN_CHARACTERS = 12_000;

/** Ids that must not repeat: a block_id in the whole, an action_id in its block. */
export function twinComplaints(blocks: readonly Block[]): Complaint[] {
  const seen = new Set<string>();
  return blocks.flatMap((block, index) => {
    const own = block.block_id ? [block.block_id] : [];
    const twins = own.filter((id) => seen.has(id));
    for (const id of own) seen.add(id);
    return [
      ...twins.map((id) => ({
        reason: `\`block_id\` already exists: ${id}`,
        path: ['blocks', index, 'block_id'],
      })),
      ...twinActions(block, index),
    ];
  });
}

/** What a message may hold only so much of, over all its blocks. */
export function sumComplaints(blocks: readonly Block[]): Complaint[] {
  const inside = blocks.flatMap((block, index) => [
    { block, index },
    ...childrenOf(block).map((child) => ({ block: child, index })),
  ]);
  const of = (types: ReadonlySet<string>) => inside.filter(({ block }) => types.has(block.type));
  const tables = of(TABLES);
  const charts = of(new Set(['data_visualization']));
  const plans = of(new Set(['plan']));
  const cells = tables.reduce((sum, { block }) => sum + textLength(block['rows']), 0);
  const markdown = of(new Set(['markdown'])).reduce((sum, { block }) => sum + textLength(block), 0);
  return [
    ...tooMany(tables, { most: 1, reason: 'only_one_table_allowed' }),
    ...tooMany(charts, {
      most: MOST_CHARTS,
      reason: `no more than ${MOST_CHARTS} data_visualization blocks allowed`,
    }),
    ...tooMany(plans, { most: 1, reason: 'only one plan block allowed' }),
    ...(cells > MOST_TABLE_CHARACTERS
      ? [{ reason: `table text must be less than ${MOST_TABLE_CHARACTERS + 1} characters`, path: ['blocks'] }]
      : []),
    ...(markdown > MOST_MARKDOWN_CHARACTERS
      ? [
          {
            reason: `markdown text must be less than ${MOST_MARKDOWN_CHARACTERS + 1} characters`,
            path: ['blocks'],
          },
        ]
      : []),
  ];
}

function twinActions(block: Block, index: number): Complaint[] {
  const ids = elementsIn([block]).map(({ element }) => element.action_id);
  const twins = new Set(ids.filter((id, at) => ids.indexOf(id) !== at));
  return [...twins].map((id) => ({ reason: `\`action_id\` already exists: ${id}`, path: ['blocks', index] }));
}

function tooMany(found: readonly { index: number }[], rule: { most: number; reason: string }): Complaint[] {
  return found.slice(rule.most).map(({ index }) => ({ reason: rule.reason, path: ['blocks', index] }));
}

function childrenOf(block: Block): Block[] {
  const children: unknown = block['child_blocks'];
  if (!Array.isArray(children)) return [];
  return children.filter((child): child is Block => typeof child?.type === 'string');
}

/** Characters of every `text` inside. */
function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + textLength(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce((sum, [key, item]) => {
    return sum + (key === 'text' && typeof item === 'string' ? [...item].length : textLength(item));
  }, 0);
}
