import { localDay, readActivities } from './activities.ts';
import { answerMore } from './catalogue.ts';
import { readEmployment } from './employment.ts';
import { divide, fixed, toMinor, trimmed } from './exact.ts';
import {
  counted,
  ratio,
  rounded,
  sumDays,
  total,
  type Asked,
  type Deal,
  type Facts,
  type Span,
} from './facts.ts';
import { linesBehind, type OracleLine } from './lines.ts';
import type { CsvRow, OrgTables } from './org-tables.ts';
import { readPeople, type People } from './people.ts';
import { readStays } from './stays.ts';
import { quotasOf, type QuotaFact } from './quotas.ts';
import { readResponses } from './responses.ts';

const SUBJECT_KINDS = ['person', 'team', 'role', 'territory', 'company'] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

interface Subject {
  readonly kind: SubjectKind;
  readonly id: string;
}

/** An independent answer to the same questions: one pass over the org's own rows, no database, no entries. */
export interface Oracle {
  /** The value as the figures file shows it; '' where there is none. */
  value(metric: string, subject: Subject, span: Span): string;
  /** The records behind it: what each adds, and to what that is divided by. */
  lines(metric: string, subject: Subject, span: Span): readonly OracleLine[];
  /** Every subject that has a deal or an activity; of teams those of people who manage someone. */
  subjects(kind: SubjectKind): readonly string[];
}

const NOTHING: Facts = { deals: [], created: [], activities: [], booked: [], stays: [] };

export function createOracle(org: OrgTables, quotas: readonly QuotaFact[] = []): Oracle {
  const people = readPeople(org);
  const bySubject = group(org, people);
  const asker = createAsker(org, { people, quotas });
  const ask = ({ kind, id }: Subject, span: Span) =>
    asker({ kind, id }, { span, facts: bySubject.get(kind)?.get(id) ?? NOTHING });
  return {
    value: (metric, subject, span) => answer(metric, ask(subject, span)),
    lines: (metric, subject, span) => linesBehind(metric, ask(subject, span)),
    subjects(kind) {
      const managers = people.managers();
      const ids = [...(bySubject.get(kind)?.keys() ?? [])];
      return kind === 'team' ? ids.filter((id) => managers.has(id)) : ids;
    },
  };
}

function createAsker(
  org: OrgTables,
  { people, quotas }: { readonly people: People; readonly quotas: readonly QuotaFact[] },
): (subject: Subject, given: { readonly span: Span; readonly facts: Facts }) => Asked {
  const [responses, employment] = [readResponses(org), readEmployment(org)];
  return ({ kind, id }, { span, facts }) => {
    const isHere = (personId: string, day: string) =>
      subjectsOf(kind, personId, { people, day }).includes(id);
    const here = () =>
      quotasOf(
        quotas.filter((it) => isHere(it.personId, lastDay(span))),
        span,
      );
    const quota = () => {
      const sum = [...here().values()].reduce((total, amount) => total + amount, 0n);
      return sum > 0n ? sum : undefined;
    };
    return { facts, span, org, responses, people: employment, quotas: here, quota, isHere };
  };
}

function answer(metric: string, asked: Asked): string {
  const { facts, span, org } = asked;
  const inSpan = (day: string) => span.start <= day && day < span.end;
  const deals = facts.deals.filter((it) => inSpan(it.closeOn));
  const won = deals.filter((it) => it.isClosed && it.isWon);
  const lost = deals.filter((it) => it.isClosed && !it.isWon);
  const paid = counted(won, org);
  const bookings = total(paid);
  const open = counted(deals, org).filter((it) => !it.isClosed);
  const count = (kind: string) =>
    String(facts.activities.filter((it) => it.kind === kind && inSpan(it.day) && it.day <= org.today).length);
  switch (metric) {
    case 'bookings':
      return fixed(bookings, org.decimals);
    case 'deals_won':
      return String(won.length);
    case 'deals_lost':
      return String(lost.length);
    case 'win_rate':
      return won.length + lost.length === 0
        ? ''
        : ratio(BigInt(won.length), BigInt(won.length + lost.length));
    case 'avg_deal_size':
      return paid.length === 0 ? '' : fixed(rounded(bookings, BigInt(paid.length)), org.decimals);
    case 'sales_cycle_days':
      return won.length === 0 ? '' : trimmed(divide(sumDays(won), BigInt(won.length), 4));
    case 'sales_cycle_median_days':
      return won.length === 0 ? '' : median(won.map((it) => it.days));
    case 'open_pipeline':
      return fixed(total(open), org.decimals);
    case 'coverage':
      return coverage(total(open.filter((it) => it.closeOn >= org.today)), asked.quota(), bookings);
    case 'attainment':
      return asked.quota() ? ratio(bookings, asked.quota() ?? 1n) : '';
    case 'calls':
      return count('call');
    case 'emails':
      return count('email');
    case 'meetings':
      return count('meeting');
    default:
      return answerMore(metric, asked);
  }
}

function coverage(open: bigint, quota: bigint | undefined, bookings: bigint): string {
  return quota === undefined || quota <= bookings ? '' : ratio(open, quota - bookings);
}

function median(values: readonly number[]): string {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  return String((upper + lower) / 2);
}

function lastDay({ end }: Span): string {
  return Temporal.PlainDate.from(end).subtract({ days: 1 }).toString();
}

function group(org: OrgTables, people: People): ReadonlyMap<SubjectKind, ReadonlyMap<string, Facts>> {
  const groups = new Map(SUBJECT_KINDS.map((kind) => [kind, new Map<string, Group>()]));
  const of = (kind: SubjectKind, id: string) => {
    const own = groups.get(kind)?.get(id) ?? {
      deals: [],
      created: [],
      activities: [],
      booked: [],
      stays: [],
    };
    groups.get(kind)?.set(id, own);
    return own;
  };
  const stays = readStays(org);
  for (const row of org.rows('Opportunity').filter((it) => it['IsDeleted'] !== 'true')) {
    const deal = readDeal(row, org);
    const place = { people, day: deal.closeOn, territory: row['Territory2Id'] ?? '' };
    for (const kind of SUBJECT_KINDS)
      for (const id of subjectsOf(kind, deal.creditedTo, place)) of(kind, id).deals.push(deal);
    for (const kind of SUBJECT_KINDS)
      for (const id of subjectsOf(kind, deal.owner, { ...place, day: deal.createdOn }))
        of(kind, id).created.push(deal);
    for (const stay of stays.get(deal.id) ?? [])
      for (const kind of SUBJECT_KINDS)
        for (const id of subjectsOf(kind, deal.owner, { ...place, day: stay.from }))
          of(kind, id).stays.push(stay);
  }
  for (const { owner, ...activity } of readActivities(org)) {
    for (const kind of SUBJECT_KINDS)
      for (const id of subjectsOf(kind, owner, { people, day: activity.day }))
        of(kind, id).activities.push(activity);
    if (activity.kind === 'meeting' && activity.createdOn)
      for (const kind of SUBJECT_KINDS)
        for (const id of subjectsOf(kind, owner, { people, day: activity.createdOn }))
          of(kind, id).booked.push(activity);
  }
  return groups;
}

type Group = { [Name in keyof Facts]: Facts[Name][number][] };

interface Place {
  readonly people: People;
  readonly day: string;
  readonly territory?: string;
}

function subjectsOf(
  kind: SubjectKind,
  personId: string,
  { people, day, territory }: Place,
): readonly string[] {
  if (kind === 'person') return [personId];
  if (kind === 'team') return people.teamsOf(personId);
  if (kind === 'role') return [people.roleOf(personId)];
  return kind === 'territory' ? [territory || people.territoryOf(personId, day)] : ['all'];
}

function readDeal(row: CsvRow, org: OrgTables): Deal {
  const closeOn = row['CloseDate'] ?? '';
  const created = localDay(row['CreatedDate'] ?? '', org.zone);
  const isClosed = flag(row, 'IsClosed', org);
  return {
    id: row['Id'] ?? '',
    stage: row['StageName'] ?? '',
    category:
      row['ForecastCategoryName'] ||
      (org.rows('OpportunityStage').find((it) => stageName(it) === row['StageName'])?.[
        'ForecastCategoryName'
      ] ??
        ''),
    createdOn: created,
    createdAt: row['CreatedDate'] ?? '',
    owner: row['OwnerId'] ?? '',
    creditedTo: (isClosed ? row['CreditedTo'] : undefined) ?? row['OwnerId'] ?? '',
    closeOn,
    isClosed,
    isWon: flag(row, 'IsWon', org),
    amount: row['Amount'] ? toMinor(row['Amount'], org.decimals) : undefined,
    currency: row['CurrencyIsoCode'] || org.currency,
    days: Math.round((Date.parse(closeOn) - Date.parse(created)) / 86_400_000),
  };
}

/** Whether a deal is closed or won: what its row says, else what its stage says. */
function flag(row: CsvRow, name: 'IsClosed' | 'IsWon', org: OrgTables): boolean {
  const stage = () => org.rows('OpportunityStage').find((it) => stageName(it) === row['StageName']);
  return (row[name] ?? stage()?.[name]) === 'true';
}

function stageName(stage: CsvRow): string | undefined {
  return stage['ApiName'] ?? stage['MasterLabel'];
}
