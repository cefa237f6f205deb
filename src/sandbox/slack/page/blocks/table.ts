import { z } from 'zod';
import { Cell, cellOf } from '#sandbox/slack/page/blocks/cells.ts';
import { renderer } from '#sandbox/slack/page/blocks/renderer.ts';
import { html } from '#sandbox/slack/page/markup.ts';

const Setting = z.looseObject({ align: z.enum(['left', 'center', 'right']).default('left') });

/** The plain table: its first row is the header. */
export const table = renderer(
  z.looseObject({ rows: z.array(z.array(Cell)), column_settings: z.array(Setting.nullable()).default([]) }),
  (block, seeing) => {
    const [head = [], ...body] = block.rows;
    const align = (column: number) => `align-${block.column_settings[column]?.align ?? 'left'}`;
    return html`<div class="scroll" tabindex="0" role="region" aria-label="Table"><table>
<thead><tr>${head.map((cell, at) => html`<th scope="col" class="${align(at)}">${cellOf(cell, seeing)}</th>`)}</tr></thead>
<tbody>${body.map((row) => html`<tr>${row.map((cell, at) => html`<td class="${align(at)}">${cellOf(cell, seeing)}</td>`)}</tr>`)}</tbody>
</table></div>`;
  },
);
