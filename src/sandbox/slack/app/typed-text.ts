import type { Core } from '#sandbox/slack/core.ts';

/** What a person typed as a message carries it: three characters escaped, names turned into ids. */
export function typedText(core: Core, text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return withIds(core, escaped);
}

/** `@name` becomes `<@U…|name>` and `#name` becomes `<#C…|name>`, where there is such a name. */
export function withIds(core: Core, text: string): string {
  const people = new Map([...core.workspace.people.values()].map(({ name, id }) => [name, id]));
  const channels = new Map([...core.workspace.channels.values()].map(({ name, id }) => [name, id]));
  return text
    .replaceAll(/(?<![\w<])@([\w.-]*\w)/g, (whole, name: string) =>
      reference(whole, { id: people.get(name), name }),
    )
    .replaceAll(/(?<![\w<&])#([\w-]*\w)/g, (whole, name: string) =>
      reference(whole, { id: channels.get(name), name }),
    );
}

function reference(whole: string, of: { id: string | undefined; name: string }): string {
  return of.id === undefined ? whole : `<${whole[0]}${of.id}|${of.name}>`;
}
