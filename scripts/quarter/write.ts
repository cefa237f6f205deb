import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SlackTeam } from '#sandbox/company/slack-team.ts';
import type { Posted, Received } from './received.ts';

/** Keeps what everybody read, from the first message to the last: a file for each person and each channel. */
export function writeReadings(
  dir: string,
  {
    team,
    received,
    posted,
  }: {
    readonly team: SlackTeam;
    readonly received: readonly Received[];
    readonly posted: readonly Posted[];
  },
): void {
  mkdirSync(dir, { recursive: true });
  for (const { id, realName } of team.people) {
    const own = received.filter(({ who }) => who === id);
    const texts = own.map(({ at, kind, carried, isReply, message }) => {
      const day = at.toLocaleString('en-US', { weekday: 'short', month: 'short', day: 'numeric' });
      const time = at.toPlainTime().toString({ smallestUnit: 'minute' });
      const others = carried === 0 ? '' : `, with ${carried} others`;
      return `--- ${day} ${time}, ${kind}${others}${isReply ? ', in a thread' : ''}\n${message.text}\n`;
    });
    writeFileSync(join(dir, `${realName}.txt`), texts.join('\n'));
  }
  for (const { name } of team.channels) {
    const own = posted.filter(({ channel }) => channel === name);
    const texts = own.map(({ at, isReply, message }) => {
      const moment = at.toString({ smallestUnit: 'minute' });
      return `--- ${moment}${isReply ? ', in a thread' : ''}\n${message.text}\n`;
    });
    writeFileSync(join(dir, `#${name}.txt`), texts.join('\n'));
  }
}
