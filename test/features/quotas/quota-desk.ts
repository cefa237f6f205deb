import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Services } from '#feature.ts';
import { quotas } from '#features/quotas/index.ts';
import { fixedClock, type MovableClock } from '#lib/clock.ts';
import { metricContext } from '#metrics/context.ts';
import { readFigure } from '#metrics/read.ts';
import type { Database } from '#store/database.ts';
import type { Store } from '#store/store.ts';
import { freshInstallationId, openTestDatabase } from '../../support/database.ts';
import { servicesOf } from '../services.ts';
import { ANA, smallCompany } from '../small-company.ts';
import { quotasInSlack } from './slack.ts';

const at = (text: string) => Temporal.Instant.from(text);
export const HEADER = 'rep_email,period,metric,amount';

/** The small company with quotas to set: afresh for each test, at the same moment. */
export function quotaDesk() {
  let database: Database;
  let shared: Store;
  let services: Services;
  let clock: MovableClock;
  beforeAll(async () => {
    database = await openTestDatabase({ migrations: quotas.migrations ?? {} });
    shared = await database.installation(freshInstallationId());
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    clock = fixedClock(at('2026-11-18T09:00:00Z'));
    services = { ...servicesOf(await smallCompany(shared)), clock };
  });

  const slack = quotasInSlack(
    () => services,
    () => clock.now(),
  );
  return {
    slack,
    services: () => services,
    clock: () => clock,
    /** People act from this moment on. */
    startAt: (now: Temporal.Instant) => void (clock = fixedClock(now)),
    importFile: (csv: string) => slack.confirm('installer', 'quotas.import', { csv }),
    attainment: (asOf?: string) => attainmentOfAna(services, clock.now(), asOf),
  };
}

/** What Ana's attainment is measured by, or why there is none. */
async function attainmentOfAna({ store }: Services, now: Temporal.Instant, asOf: string | undefined) {
  const context = await metricContext(store, now);
  const figure = await readFigure(context, {
    metric: 'attainment',
    by: 'person',
    period: context.calendar.periodOf('quarter', Temporal.PlainDate.from('2026-11-18')),
    subjectId: ANA,
    asOf: asOf === undefined ? undefined : Temporal.PlainDate.from(asOf),
  });
  const value = figure?.value;
  return value?.kind === 'quotient' ? value.by : value?.kind === 'none' ? value.reason : undefined;
}
