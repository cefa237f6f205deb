import { Connection } from 'jsforce';
import type { z } from 'zod';
import { TryLater } from '#lib/errors.ts';
import type { Log } from '#lib/log.ts';
import type { ApiUse, Meter } from './api-use.ts';
import {
  DeletedSpan,
  Description,
  Limits,
  OrganizationPage,
  QueryPage,
  readAnswer,
  UpdatedSpan,
} from './answers.ts';
import { type Caller, countInto, createCaller, Observed } from './caller.ts';
import { type Described, Descriptions } from './descriptions.ts';
import { DEFAULT_HTTP, type HttpAnswer, type HttpRules } from './http.ts';
import { Session, signIn } from './session.ts';
import type { SalesforceSettings } from './settings.ts';
import { identifier, momentLiteral } from './soql.ts';
import { useCarefulTransport } from './transport.ts';
import { longId } from './values.ts';

/** Half-open; Salesforce ignores the seconds of both. */
export interface Span {
  readonly start: Temporal.Instant;
  readonly end: Temporal.Instant;
}

/** A signed-in connection to one org. Everything it throws is one of our errors; `salesforceCode` tells the code. */
export interface SalesforceConnection {
  readonly organizationId: string;
  /** Where a person opens a record: this address, a slash and the record's id. */
  readonly recordsAt: string;
  /** The fields the integration user may read; remembered for a while, unless a query finds them changed. */
  describe(object: string): Promise<Described>;
  /** The rows of a query, page by page as they are asked for. `all` includes deleted and archived rows. */
  pages(soql: string, options?: { readonly all?: boolean }): AsyncGenerator<readonly unknown[]>;
  /** The answer to a SELECT COUNT(). */
  count(soql: string): Promise<number>;
  deleted(object: string, span: Span): Promise<DeletedSpan>;
  updated(object: string, span: Span): Promise<UpdatedSpan>;
  limits(): Promise<ApiUse>;
  /** Salesforce's own clock, as of its last answer; whole seconds. */
  serverTime(): Temporal.Instant;
}

export interface ConnectOptions {
  readonly log: Log;
  readonly meter: Meter;
  readonly http?: Partial<HttpRules>;
  /** Milliseconds between calls once the share of API calls is nearly used up. */
  readonly slowPause?: number;
  /** Milliseconds for which a description is not asked for again; 15 minutes. */
  readonly describeEvery?: number;
}

/** Signs in and returns the connection. Throws GiveUp with a remedy when refused, TryLater when out of reach. */
export async function connectSalesforce(
  settings: SalesforceSettings,
  options: ConnectOptions,
): Promise<SalesforceConnection> {
  const observed = new Observed();
  const http = { ...DEFAULT_HTTP, ...options.http };
  const signingIn = { ...http, onAnswer: (answer: HttpAnswer) => observed.note(answer) };
  const connection = new Connection({
    version: settings.apiVersion,
    loginUrl: settings.loginUrl,
    logLevel: 'NONE',
  });
  useCarefulTransport(connection, {
    ...http,
    onAnswer(answer) {
      observed.note(answer);
      countInto(options.meter, answer);
    },
  });
  const session = new Session(connection, () => signIn(settings, signingIn));
  const named = session.adopt(await signIn(settings, signingIn));
  const budget = { share: settings.apiShare, pause: options.slowPause ?? 1000 };
  const caller = createCaller({ connection, session, observed, budget });
  const organizationId = named ?? (await askOrganization(caller));
  options.log.info({ organizationId }, 'signed in to Salesforce');
  const descriptions = new Descriptions(options.describeEvery ?? 900_000);
  return {
    organizationId,
    recordsAt: connection.instanceUrl,
    serverTime: () => observed.time(),
    ...callsOf(caller, descriptions),
  };
}

/** The organization of a token that does not name it, as those of some stand-ins. */
async function askOrganization(caller: Caller): Promise<string> {
  const soql = 'SELECT Id FROM Organization';
  const answer = await caller.get(`/query?q=${encodeURIComponent(soql)}`, soql);
  const [only] = readAnswer(OrganizationPage, answer, soql).records;
  return longId(only.Id);
}

type Calls = Omit<SalesforceConnection, 'organizationId' | 'recordsAt' | 'serverTime'>;

function callsOf(caller: Caller, descriptions: Descriptions): Calls {
  return {
    describe: (object) => descriptions.of(object, () => describe(caller, object)),
    async *pages(soql, options) {
      try {
        yield* pages(caller, { soql, all: options?.all ?? false });
      } catch (error) {
        descriptions.doubt(error);
        throw error;
      }
    },
    async count(soql) {
      const answer = await caller.read(`/query?q=${encodeURIComponent(soql)}`, soql);
      return readAnswer(QueryPage, answer, soql).totalSize;
    },
    deleted: (object, span) => changeLog(caller, { object, kind: 'deleted', span, shape: DeletedSpan }),
    updated: (object, span) => changeLog(caller, { object, kind: 'updated', span, shape: UpdatedSpan }),
    async limits() {
      const { DailyApiRequests } = readAnswer(Limits, await caller.get('/limits', 'limits'), 'limits');
      return { used: DailyApiRequests.Max - DailyApiRequests.Remaining, limit: DailyApiRequests.Max };
    },
  };
}

async function describe(caller: Caller, object: string): Promise<Described> {
  const doing = `describe ${object}`;
  const answer = await caller.get(`/sobjects/${identifier(object)}/describe`, doing);
  const { fields, replicateable } = readAnswer(Description, answer, doing);
  return { fields: new Set(fields.map((field) => field.name)), isReplicated: replicateable };
}

/**
 * Follows nextRecordsUrl until `done`, however few rows a page holds. jsforce's own reader stops at 10,000 rows and
 * does not wait for a slow consumer.
 */
async function* pages(
  caller: Caller,
  query: { soql: string; all: boolean },
): AsyncGenerator<readonly unknown[]> {
  const doing = query.soql.slice(0, 2000);
  let path = `/${query.all ? 'queryAll' : 'query'}?q=${encodeURIComponent(query.soql)}`;
  for (;;) {
    const page = readAnswer(QueryPage, await caller.read(path, doing), doing);
    yield page.records;
    if (page.done) return;
    if (page.nextRecordsUrl === undefined)
      throw new TryLater(`${doing}: an unfinished page names no next one`);
    path = page.nextRecordsUrl;
  }
}

/** The org's log of deleted or changed ids in a span of time. */
async function changeLog<T>(
  caller: Caller,
  ask: { object: string; kind: 'deleted' | 'updated'; span: Span; shape: z.ZodType<T> },
): Promise<T> {
  const params = new URLSearchParams({
    start: momentLiteral(ask.span.start),
    end: momentLiteral(ask.span.end),
  });
  const doing = `${ask.kind} records of ${ask.object}`;
  const answer = await caller.read(`/sobjects/${identifier(ask.object)}/${ask.kind}?${params}`, doing);
  return readAnswer(ask.shape, answer, doing);
}
