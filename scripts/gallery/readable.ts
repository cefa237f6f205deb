import { z } from 'zod';
import { elementsIn } from '#sandbox/slack/app/elements.ts';
import type { Block } from '#sandbox/slack/workspace/message.ts';
import { type Leaving, OWN_WORDS, UNSEEN } from '../../test/hostile/support/judge.ts';

/** Goes back to us as it came, is what the reader typed, or tells Slack what to do. */
const NOT_READ = new Set([...UNSEEN, ...OWN_WORDS, 'initial_date', 'url', 'style']);

/** Interactive parts and what is asked before they act: they name deeds, not facts. */
const CONTROLS = new Set(['button', 'overflow']);

/** Every text that a reader sees, as it stands in Slack's markup, controls and input labels included. */
export function readable(leaving: Leaving): readonly string[] {
  switch (leaving.kind) {
    case 'errors':
      return Object.values(leaving.errors);
    case 'view':
      return textsIn(leaving.view);
    case 'message':
      return [...(leaving.text === '' ? [] : [leaving.text]), ...textsIn(withoutControls(leaving.blocks))];
  }
}

/** The texts of all cells. */
export function tableTexts(blocks: readonly Block[]): readonly string[] {
  return blocks.filter(({ type }) => type === 'data_table' || type === 'table').flatMap(textsIn);
}

const Styled = z.looseObject({ text: z.looseObject({ text: z.string() }), style: z.string().optional() });

/** What buttons say, and which stand out. */
export function buttonsOf(
  blocks: readonly Block[],
): readonly { readonly label: string; readonly style: string | undefined }[] {
  return elementsIn(blocks).flatMap(({ element }) => {
    const read = element.type === 'button' ? Styled.safeParse(element).data : undefined;
    return read ? [{ label: read.text.text, style: read.style }] : [];
  });
}

/** Words and bare numbers, in reading order. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  const isWritten = 'text' in value;
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'value' && typeof inner === 'number' && !isWritten
      ? [String(inner)]
      : NOT_READ.has(name) ||
          typeof inner === 'boolean' ||
          name.endsWith('_id') ||
          /_(?:size|length|items|index)$/.test(name)
        ? []
        : textsIn(inner),
  );
}

function withoutControls(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((one) => !isControl(one)).map(withoutControls);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => !isControl(inner))
      .map(([name, inner]) => [name, withoutControls(inner)]),
  );
}

const Typed = z.looseObject({ type: z.string() });

function isControl(value: unknown): boolean {
  const { data } = Typed.safeParse(value);
  return data !== undefined && (CONTROLS.has(data.type) || data.type.endsWith('_select'));
}
