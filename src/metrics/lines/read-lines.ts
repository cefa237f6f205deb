import type { CountedLines, LineSource } from '#metrics/catalogue/metric.ts';
import { includes } from '#metrics/question.ts';
import { firstResponse, followedUp, meetingBooked } from './activity-lines.ts';
import type { Line, LineQuestion, LineReader } from './line.ts';
import { employedFirst, employedLast, leaver } from './people-lines.ts';
import { cohort, created, forecast, omitted, openDeal } from './pipeline-lines.ts';
import { customerScore, lostValue, margin, profit, units } from './sold-lines.ts';
import { stageEntry, stageSpell } from './stage-lines.ts';

const READERS: Readonly<Record<LineSource, LineReader>> = {
  created,
  cohort,
  open_deal: openDeal,
  lost_value: lostValue,
  forecast,
  omitted,
  meeting_booked: meetingBooked,
  employed_first: employedFirst,
  employed_last: employedLast,
  leaver,
  stage_spell: stageSpell,
  stage_entry: stageEntry,
  units,
  margin,
  profit,
  customer_score: customerScore,
  first_response: firstResponse,
  followed_up: followedUp,
};

/** Reads the records of several sources: those that count and those left out, of the subjects asked about. */
export async function readLines(
  question: LineQuestion,
  { sources, currency }: { readonly sources: readonly LineSource[]; readonly currency: string },
): Promise<readonly Line[]> {
  const read = await Promise.all(sources.map((source) => READERS[source](question)));
  return read
    .flat()
    .filter((line) => line.subjects.some((id) => includes(question.scope, id)))
    .map((line) => withoutRate(line, currency));
}

/** An amount in another currency is left out, never added. */
function withoutRate(line: Line, own: string): Line {
  if (line.leftOut !== null || line.currency === '' || line.currency === own) return line;
  return { ...line, leftOut: `no rate for ${line.currency}` };
}

/** Lines of each subject by source, as metrics count them. */
export function countedLines(
  lines: readonly Line[],
): ReadonlyMap<string, Partial<Record<LineSource, CountedLines>>> {
  const bySubject = new Map<string, Line[]>();
  for (const line of lines) {
    for (const id of line.subjects) {
      const own = bySubject.get(id);
      if (own) own.push(line);
      else bySubject.set(id, [line]);
    }
  }
  return new Map([...bySubject].map(([id, own]) => [id, bySource(own)]));
}

function bySource(lines: readonly Line[]): Partial<Record<LineSource, CountedLines>> {
  const sources: Partial<Record<LineSource, CountedLines>> = {};
  for (const [source, own] of Map.groupBy(lines, (line) => line.from)) {
    const missing = Map.groupBy(own, (line) => line.leftOut);
    sources[source] = {
      counted: missing.get(null) ?? [],
      missing: [...missing].flatMap(([reason, all]) =>
        reason === null ? [] : [{ reason, records: all.length }],
      ),
    };
  }
  return sources;
}
