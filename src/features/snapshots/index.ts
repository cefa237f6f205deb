import type { Feature } from '#feature.ts';
import { metricContext } from '#metrics/context.ts';
import { takeSnapshots } from '#metrics/snapshots.ts';

/** Seals each day's open deals as it ends, so that a past day can be asked and trusted. */
export const snapshots: Feature = {
  name: 'snapshots',
  summary: 'Every evening the open deals are sealed, so that any past day can be asked as it stood.',
  schedules: [
    {
      name: 'snapshots.take',
      shows: ['D3'],
      async run({ store, log }, now) {
        if ((await store.db.selectFrom('organization').select('id').executeTakeFirst()) === undefined) return;
        const days = await takeSnapshots(await metricContext(store, now));
        if (days.length > 0) log.info({ days: days.map(String) }, 'the open deals of these days were sealed');
      },
    },
  ],
};
