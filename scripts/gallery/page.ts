import { html, joined, type Html } from '#sandbox/slack/page/markup.ts';
import { rulesBroken } from './rules.ts';
import type { Specimen } from './specimen.ts';

type Draw = (leaving: Specimen['leaving']) => Html;

/** One page of specimens: how each is drawn, its text form beside it, and what is wrong with it. */
export function pageOf(title: string, specimens: readonly Specimen[], draw: Draw): string {
  return document(
    title,
    html`<main class="specimens"><h1>${title}</h1>${specimens.map((one) => specimen(one, draw))}</main>`,
  );
}

/** The list of all pages; one is looked at in the width of a phone and of a desk. */
export function indexOf(specimens: readonly Specimen[]): string {
  const features = [...new Set(specimens.map(({ feature }) => feature))].toSorted();
  const variants = [...new Set(specimens.map(({ variant }) => variant))];
  const count = (feature: string, variant: string) =>
    specimens.filter((one) => one.feature === feature && one.variant === variant).length;
  const rows = features.map(
    (feature) =>
      html`<tr><th scope="row">${feature}</th>${variants.map((variant) => cell(feature, variant, count(feature, variant)))}</tr>`,
  );
  return document(
    'Gallery',
    html`<main class="gallery"><h1>Everything that Attain says</h1><table><thead><tr><th>Feature</th>${variants.map(
      (variant) => html`<th scope="col">${variant}</th>`,
    )}</tr></thead><tbody>${rows}</tbody></table>
<div class="frames"><iframe name="desk" title="At a desk" width="760"></iframe><iframe name="phone" title="On a phone" width="375"></iframe></div>
<script>document.querySelector('table').addEventListener('click', (event) => {
  const link = event.target.closest('a');
  if (!link) return;
  event.preventDefault();
  for (const frame of document.querySelectorAll('iframe')) frame.src = link.href;
});</script></main>`,
  );
}

/** The file in which the specimens of a feature in a variant are. */
export function fileOf(feature: string, variant: string): string {
  return `${feature}-${variant}.html`;
}

function cell(feature: string, variant: string, count: number): Html {
  return count === 0 ? html`<td>–</td>` : html`<td><a href="${fileOf(feature, variant)}">${count}</a></td>`;
}

function specimen({ kind, reader, leaving }: Specimen, draw: Draw): Html {
  const broken = rulesBroken(leaving);
  const text = leaving.kind === 'message' ? leaving.text : '';
  return html`<article class="specimen"><h2>${kind} <span class="muted">${reader}</span></h2>
${joined(broken.map((fault) => html`<p class="error">${fault}</p>`))}
<div class="drawn">${draw(leaving)}</div>${text !== '' && html`<pre class="text-form">${text}</pre>`}</article>`;
}

function document(title: string, body: Html): string {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="page.css"><link rel="stylesheet" href="blocks.css">
<link rel="stylesheet" href="gallery.css"></head><body>${body}</body></html>`.html;
}
