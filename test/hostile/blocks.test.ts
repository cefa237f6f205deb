import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { must } from '#lib/errors.ts';
import { figuresCsv } from '#metrics/figure-rows.ts';
import { Block } from '#sandbox/slack/workspace/message.ts';
import { ViewInput } from '#sandbox/slack/workspace/view.ts';
import { actions } from '#slack/blocks/button.ts';
import { chart } from '#slack/blocks/chart.ts';
import { textInput } from '#slack/blocks/inputs.ts';
import { context, fields, header, section } from '#slack/blocks/layout.ts';
import { fitLines, joinText, shortenSafe } from '#slack/blocks/lines.ts';
import { channelName, dateToken, link, mention } from '#slack/blocks/references.ts';
import { radioInput, selectInput } from '#slack/blocks/selects.ts';
import { fitTable } from '#slack/blocks/table.ts';
import { escapeText, mrkdwn, plainSentence } from '#slack/blocks/text.ts';
import { slackModal } from '#slack/modal-view.ts';
import { figureOf, usd } from '../features/leaderboard/figures.ts';
import { NOW, KNOWN } from './support/company.ts';
import { RECORDS_HOST } from './support/decided.ts';
import { faultsOf, type Leaving } from './support/judge.ts';
import { hostileTexts } from './support/texts.ts';

const TEXTS = 10_000;
const AT_ONCE = 20;

/** Where a record with this id would be. */
const recordAt = (id: string) => `https://${RECORDS_HOST}/${id.slice(0, 18)}`;

/** A message and a modal made of every block we have, with these texts wherever a text can stand. */
function everyBlock(raws: readonly string[]): readonly Leaving[] {
  const [one = '', two = '', three = ''] = raws;
  const lines = raws.map((raw) => mrkdwn`*${escapeText(raw)}*: ${escapeText(raw, 20)}`);
  const confirm = { title: one, text: two, yes: three, no: one };
  const blocks = [
    header(one),
    section(fitLines(lines)),
    section(shortenSafe(joinText(lines), 500)),
    fields(lines.slice(0, 10)),
    context(...lines.slice(0, 10)),
    section(
      mrkdwn`${mention(one)} ${channelName(two)} ${link(recordAt(two), three)} ${dateToken(NOW, one, two)}`,
    ),
    actions({ action: 'a.b', label: one, spoken: two, confirm }),
    ...fitTable({
      caption: one,
      header: [two, three],
      rows: raws.map((raw) => [raw, { url: recordAt(raw), text: raw }]),
      rowHeaderColumn: 0,
    }),
    chart({
      kind: 'bar',
      title: one,
      categories: raws,
      series: [{ name: two, values: raws.map(() => 1) }],
      xLabel: one,
      yLabel: two,
    }),
  ];
  const choices = raws.slice(0, 10).map((label, value) => ({ label, value: String(value) }));
  const modal = slackModal({
    id: 'a.b',
    title: one,
    submit: two,
    close: three,
    metadata: '',
    blocks: [
      textInput({ id: 'a', label: one, hint: two }),
      selectInput({ id: 'b', label: three, choices }),
      radioInput({ id: 'c', label: one, choices }),
      section(escapeText(one)),
    ],
  });
  return [
    { kind: 'message', text: fitLines(lines), blocks: blocks.map((block) => Block.parse(block)) },
    { kind: 'view', view: ViewInput.parse(modal) },
    { kind: 'errors', errors: { a: plainSentence(two, 150) } },
  ];
}

it('each of 10,000 hostile texts is harmless in every block, field, choice, cell and label', () => {
  const texts = hostileTexts(7);
  const faults: string[] = [];
  while (texts.count < TEXTS) {
    const raws = Array.from({ length: AT_ONCE }, () => texts.typed());
    faults.push(...everyBlock(raws).flatMap((leaving) => faultsOf(leaving, KNOWN)));
  }
  expect(faults.slice(0, 20)).toEqual([]);
});

it('in a file for a spreadsheet no hostile name is a formula', () => {
  const texts = hostileTexts(8);
  const names = [
    '=1+1',
    '+1',
    '-1',
    '@SUM(1)',
    '\t=1',
    ...Array.from({ length: 500 }, () => texts.next(300)),
  ];
  const csv = figuresCsv(names.map((name) => figureOf(name, usd(1))));
  const rows: unknown = parse(csv, { columns: true });
  expect(rows).toHaveLength(names.length);
  const cells = parse(csv).flatMap((row: readonly string[]) => [
    must(row[2], 'a key'),
    must(row[3], 'a name'),
  ]);
  expect(cells.filter((cell: string) => /^[=+\-@\t\r\n\0]/.test(cell))).toEqual([]);
});
