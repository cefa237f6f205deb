import { button, mrkdwn, option, plain } from './pieces.ts';

const field = (block_id: string, label: string, element: object, more: object = {}) => ({
  type: 'input',
  block_id,
  label: plain(label),
  element,
  ...more,
});
const metrics = [
  option('Bookings', 'bookings'),
  option('Deals won', 'deals_won'),
  option('Win rate', 'win_rate'),
];

/** A modal with every kind of input. */
export const MODAL = {
  type: 'modal',
  callback_id: 'board_setup',
  title: plain('Set up a leaderboard'),
  submit: plain('Preview'),
  close: plain('Cancel'),
  blocks: [
    { type: 'alert', level: 'info', text: mrkdwn('Nothing is posted before you have seen it.') },
    field('channel', 'Where', {
      type: 'conversations_select',
      action_id: 'x',
      filter: { include: ['public', 'private'] },
    }),
    field('metric', 'What', {
      type: 'static_select',
      action_id: 'x',
      options: metrics,
      initial_option: metrics[0],
    }),
    field('who', 'Who', {
      type: 'radio_buttons',
      action_id: 'x',
      options: [option('People', 'people'), option('Teams', 'teams')],
    }),
    field(
      'viewers',
      'Who else may change it',
      { type: 'multi_users_select', action_id: 'x' },
      { optional: true },
    ),
    field(
      'count',
      'How many',
      {
        type: 'number_input',
        action_id: 'x',
        is_decimal_allowed: false,
        min_value: '3',
        max_value: '50',
        initial_value: '10',
      },
      { hint: plain('Between 3 and 50') },
    ),
    field('days', 'On which days', {
      type: 'checkboxes',
      action_id: 'x',
      options: [option('Monday', 'mon'), option('Friday', 'fri')],
    }),
    field('start', 'First day', { type: 'datepicker', action_id: 'x', initial_date: '2026-11-30' }),
    field('time', 'At', { type: 'timepicker', action_id: 'x', initial_time: '08:00' }),
    field(
      'note',
      'Words above the board',
      { type: 'plain_text_input', action_id: 'x', multiline: true },
      { optional: true },
    ),
  ],
};

/** A Home with a menu and a grave button. */
export const HOME = {
  type: 'home',
  blocks: [
    { type: 'header', text: plain('Good morning, Dana') },
    {
      type: 'section',
      text: mrkdwn('*112 %* of quota, with 27 working days left.'),
      accessory: button('home_why', 'Why?'),
    },
    { type: 'divider' },
    {
      type: 'actions',
      elements: [
        { type: 'static_select', action_id: 'home_metric', placeholder: plain('Metric'), options: metrics },
        button('home_pause', 'Pause nudges', {
          style: 'danger',
          confirm: {
            title: plain('Pause nudges?'),
            text: plain('You get none until you start them again.'),
            confirm: plain('Pause'),
            deny: plain('Keep'),
          },
        }),
      ],
    },
  ],
};
