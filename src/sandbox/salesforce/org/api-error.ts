/** An answer Salesforce gives instead of the one asked for: an HTTP status, its error code and its words. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly errorCode: string;
  readonly fields: readonly string[];
  constructor(
    errorCode: string,
    message: string,
    { status = 400, fields = [] }: { readonly status?: number; readonly fields?: readonly string[] } = {},
  ) {
    super(message);
    this.errorCode = errorCode;
    this.status = status;
    this.fields = fields;
  }
}

/** For what Salesforce can do and this stand-in cannot: loud, so that nobody takes an empty answer for a true one. */
export function notImitated(what: string): ApiError {
  return new ApiError('MALFORMED_QUERY', `${what} is not imitated by the local Salesforce.`);
}
