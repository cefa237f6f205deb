// Data tables are sorted and paged in the page, as in Slack.
export function attachTables(root) {
  const tables = root.matches?.('.data-table') ? [root] : root.querySelectorAll('.data-table');
  for (const table of tables) attachTable(table);
}

function attachTable(root) {
  const size = Number(root.dataset.pageSize);
  const body = root.querySelector('tbody');
  let page = 0;

  const show = () => {
    const rows = [...body.rows];
    rows.forEach((row, at) => {
      row.hidden = at < page * size || at >= (page + 1) * size;
    });
    const pager = root.querySelector('.pager');
    if (!pager) return;
    const last = Math.min((page + 1) * size, rows.length);
    pager.querySelector('[role=status]').textContent = `Rows ${page * size + 1}–${last} of ${rows.length}`;
    pager.querySelector('[data-page="-1"]').disabled = page === 0;
    pager.querySelector('[data-page="1"]').disabled = last === rows.length;
  };
  root.addEventListener('click', (event) => {
    const turn = event.target.closest('[data-page]');
    const sort = event.target.closest('[data-column]');
    if (turn) page += Number(turn.dataset.page);
    if (sort) {
      sortBy(root, body, Number(sort.dataset.column));
      page = 0;
    }
    if (turn || sort) show();
  });
}

function sortBy(root, body, column) {
  const heads = [...root.querySelectorAll('thead th')];
  const head = heads[column];
  const descending = head.getAttribute('aria-sort') === 'ascending';
  for (const one of heads)
    one.setAttribute('aria-sort', one === head ? (descending ? 'descending' : 'ascending') : 'none');
  const keyOf = (row) => row.cells[column].dataset.number;
  const numeric = [...body.rows].every((row) => keyOf(row) !== undefined);
  const sorted = [...body.rows].sort((a, b) => {
    if (numeric) return Number(keyOf(a)) - Number(keyOf(b));
    return a.cells[column].textContent.localeCompare(b.cells[column].textContent);
  });
  body.append(...(descending ? sorted.reverse() : sorted));
}
