import { hourLabel } from '#lib/weekly.ts';

/** The days a board can be posted on, by the value of their choice in the form. 1 = Monday … 7 = Sunday. */
export const WEEKDAYS: readonly {
  readonly value: string;
  readonly label: string;
  readonly days: readonly number[];
}[] = [
  { value: '1', label: 'Monday', days: [1] },
  { value: '2', label: 'Tuesday', days: [2] },
  { value: '3', label: 'Wednesday', days: [3] },
  { value: '4', label: 'Thursday', days: [4] },
  { value: '5', label: 'Friday', days: [5] },
  { value: '6', label: 'Saturday', days: [6] },
  { value: '7', label: 'Sunday', days: [7] },
  { value: '1-5', label: 'Monday to Friday', days: [1, 2, 3, 4, 5] },
  { value: '1-7', label: 'Every day', days: [1, 2, 3, 4, 5, 6, 7] },
];

/** "every Monday at 08:00 Europe/Berlin" */
export function scheduleWords(weekly: {
  readonly days: readonly number[];
  readonly hour: number;
  readonly timeZone: string;
}): string {
  return `${daysWords(weekly.days)} at ${hourLabel(weekly.hour)} ${weekly.timeZone}`;
}

/** The choice of the form that stands for these days. */
export function weekdayChoice(days: readonly number[]): string | undefined {
  return WEEKDAYS.find((choice) => choice.days.join() === days.join())?.value;
}

function daysWords(days: readonly number[]): string {
  if (days.length === 7) return 'every day';
  if (days.join() === '1,2,3,4,5') return 'Monday to Friday';
  const names = days.map((day) => WEEKDAYS.find((choice) => choice.value === String(day))?.label ?? '');
  return `every ${new Intl.ListFormat('en').format(names)}`;
}
