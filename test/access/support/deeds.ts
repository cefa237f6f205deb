import { day } from '#lib/days.ts';
import { type CarriedFigure, carryFigure, WHOEVER_ASKS } from '#metrics/why-button.ts';
import { type Deed, ROUTES } from './desk.ts';

/** A person as a question can name them. */
export interface Named {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly slackUserId: string;
  readonly managerId: string;
}

const QUARTER = { type: 'quarter', id: '2026-Q4', start: day('2026-10-01'), end: day('2027-01-01') } as const;

/** Everything that can be typed, pressed and filled in, each in every way that might be about this person. */
export function everyDeed(person: Named): readonly Deed[] {
  const texts = [
    '',
    person.name,
    person.email,
    `<@${person.slackUserId}|x>`,
    `bookings this quarter ${person.name}`,
    `bookings 2026-Q4 ${person.email}`,
    `csv bookings this quarter ${person.name}`,
    'team',
    'compare',
    'team bookings this quarter',
    'list',
    'setup',
    `access ${person.name}`,
    `me ${person.name}`,
  ];
  const words = ROUTES.subcommands.flatMap(({ name, example }) => [
    ...texts.map((text) => `${name} ${text}`),
    example.replace('/attain ', ''),
  ]);
  const values = valuesAbout(person);
  const fields = fieldsAbout(person);
  return [
    ...[...texts, ...words].map((text): Deed => ({ kind: 'command', text: text.trim() })),
    ...ROUTES.actions.flatMap(({ id }) => values.map((value): Deed => ({ kind: 'action', id, value }))),
    ...ROUTES.modals.flatMap(({ id }) =>
      values.map((metadata): Deed => ({ kind: 'modal', id, values: fields, metadata })),
    ),
    ...ROUTES.shortcuts.flatMap(({ id }) =>
      [person.slackUserId, 'U0OTTO'].map((author): Deed => ({ kind: 'shortcut', id, author })),
    ),
    { kind: 'home' },
  ];
}

/** What buttons and forms carry, also what they never carried but somebody might send. */
function valuesAbout({ id, email, slackUserId, managerId }: Named): readonly string[] {
  const figure = (kind: CarriedFigure['kind'], of: string, metric = 'bookings') =>
    carryFigure({ metric, period: QUARTER, kind, id: of });
  const wish = {
    personId: id,
    metric: 'bookings',
    start: '2026-10-01',
    end: '2027-01-01',
    amount: '100',
    currency: 'USD',
    weight: null,
    effectiveOn: null,
    reason: null,
  };
  const board = {
    channelId: 'C1',
    metric: 'bookings',
    periodType: 'quarter',
    by: 'person',
    rows: 10,
    days: [1],
    hour: 8,
    timeZone: 'Europe/Berlin',
  };
  return [
    '',
    '1',
    id,
    email,
    figure('person', id),
    figure('team', managerId),
    figure('person', WHOEVER_ASKS),
    figure('team', WHOEVER_ASKS),
    figure('company', 'all'),
    figure('person', id, 'attainment'),
    JSON.stringify([{ slackUserId, personId: id }]),
    JSON.stringify([wish]),
    JSON.stringify(board),
    JSON.stringify({ type: 'quarter', start: '2026-07-01', to: 'locked' }),
  ];
}

function fieldsAbout({ email }: Named): Readonly<Record<string, string>> {
  return {
    rep_email: email,
    email,
    who: email,
    person: email,
    metric: 'bookings',
    period: '2026-Q4',
    amount: '100',
    weight: '',
    effective_on: '',
    reason: 'because',
    kind: 'location',
    value: 'Berlin',
    from: '2026-11-01',
    to: '',
    channel: 'C1',
    rows: '10',
    day: '1',
    hour: '8',
    zone: 'Europe/Berlin',
    csv: `rep_email,period,metric,amount\n${email},2026-Q4,bookings,100\n`,
    depth: 'quarter',
    curve: 'even',
    reason_text: 'because',
  };
}
