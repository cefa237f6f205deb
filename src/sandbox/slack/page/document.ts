import { clockPanel } from '#sandbox/slack/page/clock-panel.ts';
import { composer } from '#sandbox/slack/page/composer.ts';
import { log } from '#sandbox/slack/page/log.ts';
import { addressOf, type Looking } from '#sandbox/slack/page/looking.ts';
import { html, type Html } from '#sandbox/slack/page/markup.ts';
import { rail } from '#sandbox/slack/page/rail.ts';
import { homeView, modalView } from '#sandbox/slack/page/views.ts';

/** The whole page as one person sees it. */
export function documentOf(looking: Looking): Html {
  const { core, viewer, place } = looking;
  const title = titleOf(looking);
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – ${core.team.name}</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/page/page.css"><link rel="stylesheet" href="/page/blocks.css">
<script type="module" src="/page/app.js"></script></head>
<body data-viewer="${viewer.id}" data-place="${place.kind === 'home' ? 'home' : place.channel.id}" data-app="${core.app.displayName}">
<a class="skip" href="#${place.kind === 'home' ? 'home' : 'log'}">Skip to ${place.kind === 'home' ? 'Home' : 'messages'}</a>
${rail(looking)}
<main><header class="top"><button type="button" id="rail-toggle" class="button quiet" aria-expanded="false" aria-controls="rail">Menu</button>
<div class="title"><h1>${title}</h1>${subtitle(looking)}</div>${clockPanel(looking)}</header>
${place.kind === 'home' ? home(looking) : conversation(looking, title)}
<p id="status" role="status"></p></main>
<dialog id="modal" aria-labelledby="modal-title">${modalView(looking)}</dialog>
<dialog id="ask" aria-labelledby="ask-title" aria-describedby="ask-text"><form method="dialog"><h2 id="ask-title"></h2><p id="ask-text"></p>
<footer><button class="button plain" value="no"></button><button class="button primary" value="yes"></button></footer></form></dialog>
</body></html>`;
}

function home(looking: Looking): Html {
  return html`${tabs(looking)}<section id="home" tabindex="-1" aria-label="${looking.core.app.displayName} Home">${homeView(looking)}</section>`;
}

function conversation(looking: Looking, title: string): Html {
  const isDirect = looking.place.kind === 'channel' && looking.place.channel.kind === 'im';
  return html`${isDirect && tabs(looking)}<div id="log" role="log" aria-live="polite" aria-label="Messages in ${title}" tabindex="0">${log(looking)}</div>
<button type="button" id="newest" class="button plain" hidden>New messages</button>${composer(looking, title)}`;
}

/** Home and Messages, the two sides of the app. */
function tabs({ viewer, place }: Looking): Html {
  const here = html`aria-current="page"`;
  return html`<nav class="tabs" aria-label="App"><a href="${addressOf(viewer, 'home')}" ${place.kind === 'home' && here}>Home</a>
<a href="${addressOf(viewer, `D${viewer.id}`)}" ${place.kind !== 'home' && here}>Messages</a></nav>`;
}

function titleOf({ core, place }: Looking): string {
  if (place.kind === 'home' || place.channel.kind === 'im') return core.app.displayName;
  return `#${place.channel.name}`;
}

function subtitle({ core, place }: Looking): Html | false {
  if (place.kind === 'home' || place.channel.kind === 'im') return false;
  const { topic, members } = place.channel;
  const people = members.filter((member) => member !== core.app.botUserId).length;
  return html`<p class="muted">${topic !== '' && `${topic} · `}${people} ${people === 1 ? 'person' : 'people'}</p>`;
}
