/** The kinds of posts. */
export const TOLD = 'announcements.told';
export const POSTED = 'announcements.posted';
export const APPROVE = 'announcements.approve';
export const SENT_BACK = 'announcements.sent_back';
export const PAGE = 'announcements.page';
export const ASKED = 'announcements.asked';
export const ANSWERED = 'announcements.answered';
export const ANSWER_POSTED = 'announcements.answer_posted';
export const REMINDER = 'announcements.reminder';

/** All messages by which an announcement goes out: to a person or a channel, whose id follows. */
export function toldKey(id: number): string {
  return `${TOLD}/${id}/`;
}

/** Its author's page. */
export function pageKey(id: number): string {
  return `${PAGE}/${id}`;
}

/** Its reminders: to a person, whose id follows. */
export function reminderKey(id: number): string {
  return `${REMINDER}/${id}/`;
}
