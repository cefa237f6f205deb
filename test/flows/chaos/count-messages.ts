import type { LocalSlack } from '#sandbox/slack/local-slack.ts';
import { wordsOf } from './chaos-feature.ts';
import type { ChaosResult } from './plan.ts';
import { ownWords, standingTexts } from './slack.ts';

/** What stands in Slack of the messages of a run, and what Slack ever took. */
export function countMessages(
  slack: LocalSlack,
  posts: number,
): Pick<ChaosResult, 'lost' | 'doubled' | 'takenTwice'> {
  const standing = new Map<string, number>();
  const taken = new Map<string, number>();
  const add = (map: Map<string, number>, text: string) => map.set(text, (map.get(text) ?? 0) + 1);
  for (const text of standingTexts(slack)) add(standing, text);
  for (const { error, fields } of slack.calls('chat.postMessage'))
    if (error === undefined) add(taken, ownWords(String(fields['text'])));
  const numbers = Array.from({ length: posts }, (_, number) => wordsOf(number));
  return {
    lost: numbers.filter((words) => !standing.has(words)).length,
    doubled: numbers.filter((words) => (standing.get(words) ?? 0) > 1).length,
    takenTwice: numbers.filter((words) => (taken.get(words) ?? 0) > 1).length,
  };
}
