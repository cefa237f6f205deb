import { type Day, daysBetween } from '#lib/days.ts';
import type { Fate } from './deal-life.ts';
import { workingDaysBefore } from './work-days.ts';

interface Story {
  readonly name: string;
  /** Working days before `today` on which the deal was opened. */
  readonly ago: number;
  readonly isWon: boolean;
  readonly days: number;
}

/** Names as customers and colleagues really type them, so that every view meets them from the first start on. */
const STORIES: readonly Story[] = [
  { name: '<!channel> Mega deal & "Sons" <https://evil.example|click>', ago: 24, isWon: true, days: 20 },
  { name: '*Bold* _claims_ ~struck~ `code` <@U000000> & co', ago: 18, isWon: true, days: 12 },
  { name: 'مزارع الوادي الأخضر – مراقبة التبريد', ago: 15, isWon: true, days: 14 },
  { name: '🍓🥶 Strawberry season, take two 🚚', ago: 12, isWon: true, days: 10 },
  { name: '=SUM(A1:A9) "spreadsheet", in; quotes', ago: 10, isWon: false, days: 40 },
  {
    name: 'Umbrella agreement for all cold stores, trucks, orchards and laboratories of the group incl. options 2027–2029 (draft 7)',
    ago: 9,
    isWon: true,
    days: 34,
  },
];

/** Calendar days that surely hold the working days of the oldest story. */
const LONGEST_AGO = 60;

/** The story that begins with the first deal of `day`, if one does. */
export function storyFor(today: Day, day: Day): { readonly name: string; readonly fate: Fate } | undefined {
  if (daysBetween(day, today) > LONGEST_AGO) return undefined;
  const story = STORIES.find(({ ago }) => workingDaysBefore(today, ago).equals(day));
  return story && { name: story.name, fate: { openedOn: day, isWon: story.isWon, days: story.days } };
}
