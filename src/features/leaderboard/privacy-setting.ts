import { z } from 'zod';
import type { CompanySetting } from '#feature.ts';
import { DEFAULT_MODE, PRIVACY_MODES, type PrivacyMode } from './privacy-policy.ts';
import { PRIVACY_SETTING, removePrivacyRule, savePrivacyRule } from './privacy-store.ts';
import { OPEN_PRIVACY } from './privacy-views.ts';
import { refreshAll } from './refresh-all.ts';

const Kept = z.object({
  mode: z.enum(['names', 'top', 'pseudonyms', 'team', 'off'] satisfies PrivacyMode[]),
});
const Name = z.tuple([z.literal(PRIVACY_SETTING), z.enum(['all', 'location', 'team']), z.string()]);

/** How boards may speak of people, for admins to see and to take back. */
export const privacySetting: CompanySetting = {
  name: PRIVACY_SETTING,
  title: 'Names on boards',
  open: { action: OPEN_PRIVACY, label: 'Names on boards' },
  words(value) {
    const kept = Kept.safeParse(value);
    return kept.success
      ? PRIVACY_MODES[kept.data.mode].toLowerCase()
      : `${PRIVACY_MODES[DEFAULT_MODE].toLowerCase()}, where nothing else holds`;
  },
  async restore(services, { name, value, ...change }) {
    const [, scope, ...rest] = name.split('/');
    const [, known, scopeId] = Name.parse([PRIVACY_SETTING, scope, rest.join('/')]);
    const kept = Kept.safeParse(value);
    const rule = { scope: known, scopeId };
    if (kept.success) await savePrivacyRule(services.store, { ...rule, mode: kept.data.mode }, change);
    else await removePrivacyRule(services.store, rule, change);
    // Whoever may no longer be named is taken out of what stands in channels.
    await refreshAll(services);
  },
};
