import { Refusal } from '#lib/errors.ts';
import type { Day } from '#lib/days.ts';
import type { Calendar } from '#model/calendar.ts';
import type { Period } from '#model/period.ts';
import { METRICS } from '#metrics/catalogue.ts';
import type { Vocabulary } from './ask.ts';

/** What people call a metric besides its id and its name. */
const ALSO_CALLED: Readonly<Record<string, readonly string[]>> = {
  attainment: ['attain', 'quota attainment'],
  bookings: ['booking', 'booked', 'revenue', 'sales'],
  deals_won: ['won', 'wins', 'won deals', 'closed won'],
  deals_lost: ['lost', 'losses', 'lost deals', 'closed lost'],
  win_rate: ['winrate', 'win ratio', 'win'],
  avg_deal_size: ['deal size', 'average deal', 'avg deal'],
  sales_cycle_days: ['cycle', 'cycle time', 'sales cycle days'],
  sales_cycle_median_days: ['median cycle', 'median sales cycle', 'median sales cycle days'],
  open_pipeline: ['pipeline', 'pipe', 'open deals'],
  coverage: ['pipeline coverage'],
  calls: ['call', 'phone calls'],
  emails: ['email', 'e-mail', 'mails', 'mail'],
  meetings: ['meeting', 'appointments'],
  touch_points: ['touches', 'touchpoints'],
  sales_velocity: ['velocity', 'sales velocity'],
  first_response_minutes: ['first response', 'response time'],
  followup_cadence: ['follow-ups', 'cadence'],
  time_in_stage: ['stage time', 'time in stage'],
  forecast_commit: ['commit'],
  forecast_best_case: ['best case'],
  customer_score: ['customer score', 'feedback score'],
  turnover: ['attrition'],
};

/** Words by which a period is asked for and nothing else: when they cannot be read, the reason is the answer. */
const SURELY_A_PERIOD =
  /^(?:(?:this|current|last|previous|next) (?:day|week|month|quarter|year)|(?:fy ?)?\d{4}(?:[ -]?q\d|-?w\d\d?|-\d\d?(?:-\d\d?)?)?)$/i;
const SHORT_FORMS: Readonly<Record<string, string>> = {
  wtd: 'week',
  mtd: 'month',
  qtd: 'quarter',
  ytd: 'year',
};

/** The words of this organization on this day: its metrics, and its calendar's periods. */
export function vocabularyOf(calendar: Calendar, today: Day): Vocabulary {
  return {
    metrics: METRICS.map(({ id, name }) => ({ id, names: [name, ...(ALSO_CALLED[id] ?? [])] })),
    parsePeriod: (words) => readPeriod(words, { calendar, today }),
  };
}

/** What is asked about when no period is named: the quarter, or the longest period that the calendar has. */
export function defaultPeriod(calendar: Calendar, today: Day): Period {
  const [first] = (['quarter', 'month', 'year', 'week'] as const)
    .map((type) => calendar.find(type, today))
    .filter((period) => period !== undefined);
  return first ?? calendar.periodOf('quarter', today);
}

function readPeriod(
  words: string,
  { calendar, today }: { readonly calendar: Calendar; readonly today: Day },
): Period | undefined {
  const text = inFull(words, calendar.find('year', today)?.id);
  try {
    const [period, ...more] = calendar.parse(text, { today });
    if (more.length > 0)
      throw new Refusal('I can show one period at a time.', 'Name a single one, such as 2026-Q4.');
    return period;
  } catch (error) {
    if (error instanceof Refusal && !SURELY_A_PERIOD.test(text) && !text.includes('..')) return undefined;
    throw error;
  }
}

/** "quarter" is this quarter, "q3" the third of this year, "qtd" the quarter so far. */
function inFull(words: string, year: string | undefined): string {
  const lower = words.toLowerCase();
  const type = SHORT_FORMS[lower] ?? (/^(?:week|month|quarter|year)$/.test(lower) ? lower : undefined);
  if (type) return `this ${type}`;
  if (/^q[1-4]$/.test(lower) && year) return `${year} ${lower}`;
  return words;
}
