import type { Announcement } from '#features/announcements/announcement.ts';
import { day } from '#lib/days.ts';

/** A change that went out to everybody and one channel. */
export const ANNOUNCEMENT: Announcement = {
  id: 1,
  state: 'scheduled',
  title: 'Hospitals before schools',
  why: 'They decide faster',
  priorities: 'Hospitals',
  targeting: '',
  positioning: '',
  process: '',
  questions: '',
  effectiveOn: day('2026-12-01'),
  sendOn: day('2026-11-18'),
  sendHour: 9,
  audience: { roles: ['*'], teams: [], channels: ['C1'] },
  authorId: 'U0VERA',
  authorName: 'Vera Holt',
  correctsId: null,
  approverId: 'U0DANA',
  approverName: 'Dana Cole',
};
