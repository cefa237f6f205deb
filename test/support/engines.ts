/** Which engines the contract suites run on. Where `CI` is set, a missing one is a failure, not a gap. */
export interface Engine {
  readonly name: string;
  /** The server's address; undefined when it is not there. */
  readonly url: string | undefined;
  /** What a skipped suite is called: the reason is part of the name. */
  readonly title: string;
}

function server(name: string, variable: string): Engine {
  const url = process.env[variable];
  if (url === undefined && process.env['CI'] !== undefined) {
    throw new Error(`${variable} must be set where CI is set: the ${name} suites must run there.`);
  }
  return { name, url, title: url === undefined ? `${name} (not run: ${variable} is not set)` : name };
}

export const postgresServer = server('PostgreSQL', 'TEST_DATABASE_URL');
export const redisServer = server('Redis', 'TEST_REDIS_URL');
