import { html, type Html } from '#sandbox/slack/page/markup.ts';
import { addressOf, channelsOf, colleagues, type Looking } from '#sandbox/slack/page/looking.ts';
import { unreadCount } from '#sandbox/slack/page/unread.ts';

/** The left rail: who I am, and where I can go. */
export function rail(looking: Looking): Html {
  const { core, viewer, place } = looking;
  const people = colleagues(core).map((person) => {
    return html`<option value="${person.id}" ${person.id === viewer.id && html`selected`}>${person.realName}</option>`;
  });
  return html`<nav id="rail" aria-label="Workspace">
<p class="team">${core.team.name}</p>
<form class="who" method="get" action="/"><label for="as">You are</label>
<div class="row"><select id="as" name="as">${people}</select><button class="button quiet" type="submit">Switch</button></div>
<input type="hidden" name="in" value="${place.kind === 'home' ? 'home' : place.channel.id}">
<p class="muted">${[viewer.title, viewer.timeZone.replaceAll('_', ' ')].filter(Boolean).join(' · ')}</p></form>
<div id="places">${places(looking)}</div></nav>`;
}

/** The lists that change while one looks: unread marks, new channels. */
export function places(looking: Looking): Html {
  const { core, viewer } = looking;
  const channels = channelsOf(core, viewer).map((channel) => {
    const sign = channel.kind === 'private' ? '🔒' : '#';
    return item(looking, { id: channel.id, sign, name: channel.name, kind: channel.kind });
  });
  const name = core.app.displayName;
  return html`<h2>Channels</h2><ul>${channels}</ul>
<h2>${name}</h2><ul>${item(looking, { id: 'home', sign: '⌂', name: 'Home', kind: 'home' })}
${item(looking, { id: `D${viewer.id}`, sign: '✉', name: 'Messages', kind: 'im' })}</ul>
${core.socket.connections() === 0 && html`<p class="offline">${name} is not connected.</p>`}`;
}

interface Item {
  readonly id: string;
  readonly sign: string;
  readonly name: string;
  readonly kind: string;
}

function item(looking: Looking, of: Item): Html {
  const { core, viewer, place } = looking;
  const here = of.id === (place.kind === 'home' ? 'home' : place.channel.id);
  const unread = of.kind === 'home' ? 0 : unreadCount(core, viewer, of.id);
  const hidden = of.kind === 'private' && html`<span class="visually-hidden">private channel </span>`;
  return html`<li><a href="${addressOf(viewer, of.id)}" ${here && html`aria-current="page"`} ${unread > 0 && html`class="unread"`}>
<span class="sign" aria-hidden="true">${of.sign}</span>${hidden}<span class="name">${of.name}</span>${unread > 0 && html`<span class="count">${unread} new</span>`}</a></li>`;
}
