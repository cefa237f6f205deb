/** One call to the API, after the path's version was cut off. */
export interface ApiRequest {
  readonly method: string;
  /** `/query`, `/sobjects/Opportunity/describe`, … */
  readonly path: string;
  /** `/services/data/v67.0`, for the URLs in answers. */
  readonly base: string;
  readonly search: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  /** Whose session it is. */
  readonly userId: string;
}

export interface Reply {
  readonly status: number;
  readonly body: string;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Which rows of a query's result this page holds, `to` exclusive. */
  readonly rows?: { readonly from: number; readonly to: number };
}

export function json(value: unknown, status = 200): Reply {
  return { status, body: JSON.stringify(value) };
}

export const noContent: Reply = { status: 204, body: '' };

/** An error in the form of the REST API: an array with one complaint. */
export function complaint(
  status: number,
  error: { readonly errorCode: string; readonly message: string; readonly fields?: readonly string[] },
): Reply {
  const { errorCode, message, fields = [] } = error;
  return json([fields.length === 0 ? { message, errorCode } : { message, errorCode, fields }], status);
}

export const notFound: Reply = complaint(404, {
  errorCode: 'NOT_FOUND',
  message: 'The requested resource does not exist',
});

/** The Date header's form of a moment. */
export function httpDate(instant: Temporal.Instant): string {
  const utc = instant.toZonedDateTimeISO('UTC');
  const name = (options: Intl.DateTimeFormatOptions) => utc.toLocaleString('en-US', options);
  const two = (n: number) => String(n).padStart(2, '0');
  const date = `${name({ weekday: 'short' })}, ${two(utc.day)} ${name({ month: 'short' })} ${utc.year}`;
  return `${date} ${two(utc.hour)}:${two(utc.minute)}:${two(utc.second)} GMT`;
}
