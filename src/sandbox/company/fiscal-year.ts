import { type Day, day } from '#lib/days.ts';
import { recordId } from './ids.ts';
import type { Row } from './tables.ts';

interface Span {
  readonly type: 'Year' | 'Quarter' | 'Month';
  readonly number: number;
  readonly start: Day;
  readonly months: number;
}

/** Standard fiscal years that are calendar years, with their quarters and months, from one year to another. */
export function fiscalTables(years: { readonly from: number; readonly to: number }, modified: string) {
  const all = Array.from({ length: years.to - years.from + 1 }, (_, index) => years.from + index);
  return {
    FiscalYearSettings: all.map((year) => ({
      Id: yearId(year),
      Name: `FY ${year}`,
      StartDate: `${year}-01-01`,
      EndDate: `${year}-12-31`,
      IsStandardYear: 'true',
      YearType: 'Standard',
      PeriodId: periodId({ type: 'Year', number: 1, start: day(`${year}-01-01`), months: 12 }),
      SystemModstamp: modified,
    })),
    Period: all.flatMap((year) => spansOf(year).map((span) => periodRow(span, modified))),
  };
}

/** The id of the Period row of the quarter that starts on `start`. */
export function quarterPeriodId(start: Day): string {
  return periodId({ type: 'Quarter', number: quarterNumber(start), start, months: 3 });
}

/** The first day of the calendar quarter that `date` lies in. */
export function quarterStart(date: Day): Day {
  return date.with({ month: quarterNumber(date) * 3 - 2, day: 1 });
}

export function quarterNumber(date: Day): number {
  return Math.ceil(date.month / 3);
}

function spansOf(year: number): readonly Span[] {
  const first = day(`${year}-01-01`);
  const cut = (type: Span['type'], months: number) =>
    Array.from({ length: 12 / months }, (_, index) => ({
      type,
      number: index + 1,
      start: first.add({ months: index * months }),
      months,
    }));
  return [...cut('Year', 12), ...cut('Quarter', 3), ...cut('Month', 1)];
}

function periodRow(span: Span, modified: string): Row {
  const label = { Year: '', Quarter: `Q${span.number} `, Month: `Month ${span.number} ` }[span.type];
  return {
    Id: periodId(span),
    FiscalYearSettingsId: yearId(span.start.year),
    Type: span.type,
    Number: String(span.number),
    StartDate: span.start.toString(),
    EndDate: span.start.add({ months: span.months }).subtract({ days: 1 }).toString(),
    IsForecastPeriod: String(span.type === 'Quarter'),
    FullyQualifiedLabel: `${label}FY ${span.start.year}`,
    SystemModstamp: modified,
  };
}

function yearId(year: number): string {
  return recordId('FiscalYearSettings', year);
}

function periodId({ type, number, start }: Span): string {
  return recordId('Period', start.year * 100 + { Year: 0, Quarter: 10, Month: 20 }[type] + number);
}
