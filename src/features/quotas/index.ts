import type { Feature, Services } from '#feature.ts';
import { dayIn } from '#lib/days.ts';
import { must } from '#lib/errors.ts';
import type { Calendar } from '#model/calendar.ts';
import { METRICS } from '#metrics/catalogue.ts';
import { metricContext } from '#metrics/context.ts';
import { periodTitle } from '#metrics/period-text.ts';
import type { Message } from '#slack/blocks/message.ts';
import type { CommandCall } from '#slack/routes.ts';
import { readOwnQuotas, type StoredQuota } from './store.ts';
import { quotasMessage } from './views.ts';

/** Quotas: imported from a file by the command line, shown to the people they are for. */
export const quotas: Feature = {
  name: 'quotas',
  summary: 'Quotas from Salesforce and from a file, checked row by row.',
  subcommands: [
    {
      name: 'quotas',
      summary: 'your quotas of this year',
      example: '/attain quotas',
      permission: 'linked',
      run: showOwn,
    },
  ],
};

async function showOwn({ services, actor, now, locale }: CommandCall<Services>): Promise<Message> {
  const { calendar } = await metricContext(services.store, now);
  const today = dayIn(calendar.zone, now);
  // Where custom fiscal years have no year rows, the quarter is the longest period there is.
  const span = calendar.find('year', today) ?? calendar.periodOf('quarter', today);
  const own = await readOwnQuotas(services.store, must(actor.personId, 'a linked person'), span);
  const shown = own.map((quota) => ({
    ...quota,
    period: nameOf(quota, calendar),
    metricName: METRICS.find(({ id }) => id === quota.metric)?.name ?? quota.metric,
  }));
  return quotasMessage(span.id, shown, locale);
}

/** The name of the period a quota is for, or its days where no period has just these. */
function nameOf({ start, end }: StoredQuota, calendar: Calendar): string {
  const types = ['quarter', 'month', 'year', 'week'] as const;
  const same = types
    .map((type) => calendar.find(type, start))
    .find((period) => period?.start.equals(start) && period.end.equals(end));
  return same?.id ?? periodTitle({ type: 'year', id: `from ${start}`, start, end });
}
