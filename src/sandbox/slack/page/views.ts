import { renderBlocks } from '#sandbox/slack/page/blocks/render.ts';
import { html, nothing, type Html } from '#sandbox/slack/page/markup.ts';
import { seeingOf, type Looking } from '#sandbox/slack/page/looking.ts';
import type { OpenView } from '#sandbox/slack/workspace/view.ts';
import { stackOf } from '#sandbox/slack/workspace/views.ts';

/** The person's Home, or what stands in for it until the app has published one. */
export function homeView(looking: Looking): Html {
  const view = looking.core.workspace.homes.get(looking.viewer.id);
  const name = looking.core.app.displayName;
  if (!view)
    return html`<p class="empty">${name} has not published a Home for ${looking.viewer.realName} yet.</p>`;
  return html`<div data-view="${view.id}" data-version="${view.hash}">${blocksOf(view, looking)}</div>`;
}

/** The content of the top modal; nothing when none is open. */
export function modalView(looking: Looking): Html {
  const view = stackOf(looking.core.workspace, looking.viewer.id).at(-1);
  if (!view) return nothing;
  const { title, submit, close } = view.content;
  return html`<form method="dialog" novalidate data-view="${view.id}" data-version="${view.hash}">
<header><h2 id="modal-title">${title?.text ?? looking.core.app.displayName}</h2><button type="button" class="button quiet" data-close aria-label="Close this dialog">✕</button></header>
<div class="content">${blocksOf(view, looking)}</div>
<footer><p class="error" id="modal-error" role="alert"></p><button type="button" class="button plain" data-close>${close?.text ?? 'Cancel'}</button>
${submit && html`<button type="submit" class="button primary">${submit.text}</button>`}</footer></form>`;
}

function blocksOf(view: OpenView, looking: Looking): Html {
  return renderBlocks(view.content.blocks, { ...seeingOf(looking, view.id), entered: view.values });
}
