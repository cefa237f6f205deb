import { KINDS } from './activities.ts';
import type { Company } from './company.ts';
import { NONE, OPEN } from './deals.ts';
import { idOf, PREFIX } from './ids.ts';
import { MANAGERS, NO_ONE, PEOPLE } from './people.ts';
import { dayAt, momentOn, TODAY, ZONE } from './timeline.ts';

type Row = Readonly<Record<string, string>>;

const STAGES = ['Prospecting', 'Closed Won', 'Closed Lost'] as const;

/** The company as a Salesforce org holds it: what the local Salesforce serves. */
export function orgTables(company: Company) {
  return {
    org: {
      Organization: { Name: 'Bench', TimeZoneSidKey: ZONE, FiscalYearStartMonth: 1 },
      currency: 'USD',
      today: TODAY.toString(),
    },
    tables: {
      User: userRows(company),
      OpportunityStage: STAGES.map(stageRow),
      Opportunity: opportunityRows(company),
      Task: taskRows(company),
    },
  };
}

/** The e-mail of a person, in Salesforce and in Slack. */
export function emailOf(person: number): string {
  return `person${person}@bench.example`;
}

function userRows({ people }: Company): readonly Row[] {
  return Array.from({ length: PEOPLE }, (_, person) => {
    const manager = people.laterManager[person] ?? NO_ONE;
    return {
      Id: idOf(PREFIX.person, person),
      FirstName: person < MANAGERS ? 'Manager' : 'Rep',
      LastName: String(person),
      Username: emailOf(person),
      Email: emailOf(person),
      UserType: 'Standard',
      IsActive: 'true',
      TimeZoneSidKey: ZONE,
      ManagerId: manager === NO_ONE ? '' : idOf(PREFIX.person, manager),
      SystemModstamp: stampOf(0),
    };
  });
}

function stageRow(name: string, order: number): Row {
  return {
    Id: `01J${String(order).padStart(12, '0')}AAA`,
    ApiName: name,
    MasterLabel: name,
    SortOrder: String(order),
    IsActive: 'true',
    IsClosed: String(order > 0),
    IsWon: String(order === 1),
    DefaultProbability: String([50, 100, 0][order]),
    ForecastCategoryName: ['Pipeline', 'Closed', 'Omitted'][order] ?? '',
  };
}

function opportunityRows({ deals }: Company): readonly Row[] {
  return Array.from({ length: deals.count }, (_, deal) => {
    const outcome = deals.outcome[deal] ?? OPEN;
    const amount = deals.amount[deal] ?? NONE;
    return {
      Id: idOf(PREFIX.deal, deal),
      Name: `Deal ${deal}`,
      OwnerId: idOf(PREFIX.person, deals.owner[deal] ?? 0),
      StageName: STAGES[outcome] ?? '',
      Amount: amount === NONE ? '' : (amount / 100).toFixed(2),
      Probability: String([50, 100, 0][outcome]),
      ForecastCategoryName: ['Pipeline', 'Closed', 'Omitted'][outcome] ?? '',
      Type: 'New Customer',
      NextStep: 'Call again about the offer',
      IsClosed: String(outcome > 0),
      IsWon: String(outcome === 1),
      CloseDate: dayAt(deals.closeOn[deal] ?? 0).toString(),
      CreatedDate: stampOf(deals.created[deal] ?? 0),
      SystemModstamp: stampOf(deals.created[deal] ?? 0),
    };
  });
}

function taskRows({ activities }: Company): readonly Row[] {
  return Array.from({ length: activities.count }, (_, task) => {
    const at = stampOf(activities.day[task] ?? 0);
    return {
      Id: idOf(PREFIX.task, task),
      OwnerId: idOf(PREFIX.person, activities.owner[task] ?? 0),
      Subject: `Task ${task}`,
      TaskSubtype: KINDS[activities.kind[task] ?? 0] === 'call' ? 'Call' : 'Email',
      Status: 'Completed',
      IsClosed: 'true',
      CompletedDateTime: at,
      CreatedDate: at,
      SystemModstamp: at,
    };
  });
}

function stampOf(day: number): string {
  return Temporal.Instant.fromEpochMilliseconds(momentOn(day) * 1000).toString();
}
