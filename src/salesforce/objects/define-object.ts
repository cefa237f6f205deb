import { z } from 'zod';

/** A record, or one value of it, that could not be taken as it is; kept as a gap until it can. */
export interface Problem {
  readonly id: string;
  readonly effect: string;
}

/** What turning a record into a row needs to know beyond the record. */
export interface RowContext {
  /** The fields that were asked for: those of the object that the org has and shows us. */
  readonly fields: ReadonlySet<string>;
  /** Time zone of the org, in which days are told apart. */
  readonly zone: string;
  /** Currency of amounts that name none. */
  readonly currency: string;
  readonly calendar: FiscalYears;
}

/** The FiscalYearSettings of the org: whether each year's dates follow the rule of the start month. */
export interface FiscalYears {
  readonly standardById: ReadonlyMap<string, boolean>;
  /** 1 = Monday … 7 = Sunday. */
  readonly weekStart: number;
}

export interface Reading<Row> {
  /** Null for a record that is none of ours, such as a calendar row of an unknown type. */
  readonly row: Row | null;
  readonly problems: readonly Problem[];
}

/** One Salesforce object: what we ask of it, where it goes, and what suffers where something is hidden. */
export interface SalesforceObject<Row, Table extends string = string> {
  readonly name: string;
  readonly table: Table;
  /** `modstamp` reads what changed since the watermark, `full` everything each time. */
  readonly cursor: 'modstamp' | 'full';
  /** What becomes of rows that are gone: flagged, removed because a full read lacks them, or kept as they were. */
  readonly deletes: 'flag' | 'diff' | 'keep';
  readonly fields: readonly string[];
  /** Without these the object cannot be used at all. */
  readonly required: readonly string[];
  /** What cannot be computed without a field, in words for a sales person. */
  readonly without: Readonly<Record<string, string>>;
  /** What cannot be computed without the object. */
  readonly absent: string;
  /** Conditions on the rows worth reading, given the fields there are. */
  readonly where: (fields: ReadonlySet<string>) => readonly string[];
  readonly read: (record: unknown, context: RowContext) => Reading<Row>;
}

type Definition<Shape extends z.ZodRawShape, Row, Table extends string> = Pick<
  SalesforceObject<Row, Table>,
  'name' | 'table' | 'cursor' | 'deletes' | 'absent'
> & {
  readonly record: z.ZodObject<Shape>;
  readonly required: readonly (keyof Shape & string)[];
  readonly without?: { readonly [Field in keyof Shape]?: string };
  readonly where?: (fields: ReadonlySet<string>) => readonly string[];
  readonly toRow: (record: z.output<z.ZodObject<Shape>>, context: RowContext & Flag) => Row | null;
};

interface Flag {
  /** Reports a value that is left out of the row. */
  readonly flag: (effect: string) => void;
}

/** Completes a definition: the fields are those of the record's shape, and reading a record never throws. */
export function defineObject<Shape extends z.ZodRawShape, Row, Table extends string>(
  definition: Definition<Shape, Row, Table>,
): SalesforceObject<Row, Table> {
  const { record: shape, toRow, without = {}, where = () => [], ...rest } = definition;
  return {
    ...rest,
    fields: Object.keys(shape.shape),
    without: Object.fromEntries(Object.entries(without).map(([field, effect]) => [field, String(effect)])),
    where,
    read(record, context) {
      const parsed = shape.safeParse(record);
      if (!parsed.success)
        return { row: null, problems: [{ id: idOf(record), effect: leftOut(parsed.error) }] };
      const problems: Problem[] = [];
      const flag = (effect: string) => void problems.push({ id: idOf(record), effect });
      return { row: toRow(parsed.data, { ...context, flag }), problems };
    },
  };
}

function idOf(record: unknown): string {
  const found = z.object({ Id: z.string() }).safeParse(record);
  return found.success ? found.data.Id : 'a record without Id';
}

function leftOut(error: z.ZodError): string {
  const issue = error.issues[0];
  return `is left out everywhere: ${issue?.path.join('.') ?? 'record'} ${issue?.message ?? 'cannot be read'}`;
}
