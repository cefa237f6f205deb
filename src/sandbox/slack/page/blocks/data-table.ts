import { z } from 'zod';
import { Cell, cellOf, isNumeric } from '#sandbox/slack/page/blocks/cells.ts';
import { renderer } from '#sandbox/slack/page/blocks/renderer.ts';
import { html, type Html } from '#sandbox/slack/page/markup.ts';
import { domId, type Seeing } from '#sandbox/slack/page/seeing.ts';

const DataTable = z.looseObject({
  caption: z.string(),
  rows: z.array(z.array(Cell)),
  page_size: z.number().default(5),
  row_header_column_index: z.number().default(0),
});

/** A data table that can be sorted and paged; the page's script reads the `data-` attributes. */
export const dataTable = renderer(DataTable, (block, seeing) => {
  const { rows, page_size: size } = block;
  const [head = [], ...body] = rows;
  const caption = domId(seeing, block.block_id, 'caption');
  const numeric = head.map((_, column) => isNumeric(rows, column));
  const heads = head.map((cell, column) => {
    return html`<th scope="col" ${numeric[column] === true && html`class="number"`} aria-sort="none"><button type="button" class="sort" data-column="${column}">${cellOf(cell, seeing)}</button></th>`;
  });
  const lines = body.map((row, at) => {
    const cells = row.map((cell, column) =>
      drawCell(cell, { seeing, isHeader: column === block.row_header_column_index }),
    );
    return html`<tr ${at >= size && html`hidden`}>${cells}</tr>`;
  });
  return html`<div class="data-table" data-page-size="${size}">
<div class="scroll" tabindex="0" role="region" aria-labelledby="${caption}"><table>
<caption id="${caption}">${block.caption}</caption><thead><tr>${heads}</tr></thead><tbody>${lines}</tbody></table></div>
${body.length > size && pager({ caption: block.caption, rows: body.length, size })}</div>`;
});

function drawCell(cell: Cell, at: { seeing: Seeing; isHeader: boolean }): Html {
  const words = cellOf(cell, at.seeing);
  const number = cell.type === 'raw_number' && html`class="number" data-number="${cell.value}"`;
  return at.isHeader ? html`<th scope="row" ${number}>${words}</th>` : html`<td ${number}>${words}</td>`;
}

function pager(of: { caption: string; rows: number; size: number }): Html {
  return html`<div class="pager" role="group" aria-label="Pages of ${of.caption}">
<button type="button" class="button plain" data-page="-1" disabled>Previous</button>
<span role="status">Rows 1–${of.size} of ${of.rows}</span>
<button type="button" class="button plain" data-page="1">Next</button></div>`;
}
