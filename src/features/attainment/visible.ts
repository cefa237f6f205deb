import { managersOf } from '#access/managers.ts';
import type { Actor } from '#model/access.ts';
import { maySeeRecord } from '#model/record-access.ts';
import type { ExplainedLine, Explanation } from '#metrics/explain.ts';
import type { LeftOut } from '#metrics/left-out.ts';
import { readRecordOwners } from '#metrics/record-owners.ts';
import type { CompanyToday } from '#metrics/today.ts';

/** An explanation divided by what one reader may see of it; nothing is lost, only the names of others' records. */
export interface Visible {
  readonly seen: readonly ExplainedLine[];
  readonly hidden: readonly ExplainedLine[];
  readonly leftOut: readonly LeftOut[];
  readonly hiddenLeftOut: number;
  /** For lines of an earlier moment: whether the reader may see them. */
  maySee(line: Pick<ExplainedLine, 'recordId' | 'personId'>): boolean;
}

/** Divides an explanation, and knows of `others` too: lines that were part of it before. */
export async function readVisible(
  company: CompanyToday,
  actor: Actor,
  { explanation, others }: { readonly explanation: Explanation; readonly others: readonly ExplainedLine[] },
): Promise<Visible> {
  const lines = [...explanation.lines, ...others];
  const ids = [...lines, ...explanation.leftOut].map(({ recordId }) => recordId);
  const owners = await readRecordOwners(company.store, ids);
  const people = [...lines.map(({ personId }) => personId), ...[...owners.values()].map((it) => it.ownerId)];
  const managers = await managersOf(company, [...new Set(people)]);
  const maySee = ({ recordId, personId }: Pick<ExplainedLine, 'recordId' | 'personId'>) => {
    const { ownerId = '', isPrivate = false } = owners.get(recordId) ?? {};
    const record = { ownerId, creditedTo: personId, isPrivate };
    return maySeeRecord(actor, record, (id) => managers.get(id) ?? []);
  };
  const leftOut = explanation.leftOut.filter(({ recordId }) => maySee({ recordId, personId: '' }));
  return {
    seen: explanation.lines.filter(maySee),
    hidden: explanation.lines.filter((line) => !maySee(line)),
    leftOut,
    hiddenLeftOut: explanation.leftOut.length - leftOut.length,
    maySee,
  };
}
