/** One of every block an app may send, as Slack takes them: messages, a modal and a Home. */
const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const raw = (text: string) => ({ type: 'raw_text', text });
const number = (value: number, text: string) => ({ type: 'raw_number', value, text });
const bold = (text: string) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text, style: { bold: true } }] }],
});
const button = (action_id: string, text: string, more: object = {}) => ({
  type: 'button',
  action_id,
  text: plain(text),
  ...more,
});
const option = (text: string, value: string) => ({ text: plain(text), value });
const months = ['Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const series = (name: string, values: readonly number[]) => ({
  name,
  data: months.map((label, at) => ({ label, value: values[at] ?? 0 })),
});
const chart = (type: string, title: string) => ({
  type: 'data_visualization',
  title,
  chart: {
    type,
    series: [series('Won', [410, 280, 365, 520, 610, 430]), series('Target', [400, 400, 400, 500, 500, 500])],
    axis_config: { categories: months, x_label: 'Month', y_label: 'USD, thousands' },
  },
});

const reps = [
  'Dana Cole',
  'Omar Haddad',
  'Priya Raman',
  'Tomás Vidal',
  'Yuki Tanaka',
  'Lena Brandt',
  'Sam Okafor',
];

const leaderboard = {
  type: 'data_table',
  caption: 'Bookings this quarter, by rep',
  page_size: 5,
  row_header_column_index: 1,
  rows: [
    [raw('Rank'), raw('Rep'), raw('Bookings'), raw('Of quota'), raw('Since Monday')],
    ...reps.map((rep, at) => [
      number(at + 1, String(at + 1)),
      at === 0 ? bold(rep) : raw(rep),
      number(357_666 - at * 31_500, `$${(357_666 - at * 31_500).toLocaleString('en-US')}`),
      number(112 - at * 9, `${112 - at * 9} %`),
      raw(at === 2 ? 'up 2' : at === 3 ? 'down 1' : 'same'),
    ]),
  ],
};

export const BOARD = [
  { type: 'header', level: 2, text: plain('Bookings, 2026-Q4: Dana Cole leads with $357,666') },
  {
    type: 'context',
    elements: [
      mrkdwn('Week 48 · as of <!date^1795420800^{date_short} {time}^23 Nov> · updated every Monday'),
    ],
  },
  leaderboard,
  chart('bar', 'Won against target'),
  {
    type: 'actions',
    elements: [
      button('board_why', 'Why these numbers?'),
      button('board_open', 'Open in Salesforce', { url: 'https://example.com/report' }),
      {
        type: 'overflow',
        action_id: 'board_more',
        options: [option('Pause this board', 'pause'), option('Delete it', 'delete')],
      },
    ],
  },
];

export const CHARTS = [
  chart('line', 'Pace'),
  {
    type: 'data_visualization',
    title: 'Pipeline by stage',
    chart: {
      type: 'pie',
      segments: [
        { label: 'Discovery', value: 40 },
        { label: 'Proposal', value: 30 },
        { label: 'Negotiation', value: 20 },
        { label: 'Commit', value: 10 },
      ],
    },
  },
];

export const WORDS = [
  { type: 'header', text: plain('Words of every kind') },
  {
    type: 'section',
    text: mrkdwn(
      '*Bold*, _italic_, ~gone~, `code`, <https://example.com|a link>, <@U0OMAR>, <#C0SALES>, :trophy: and &lt;b&gt;no markup&lt;/b&gt;\n&gt; a quote',
    ),
  },
  {
    type: 'section',
    fields: [
      mrkdwn('*Attainment*\n112 %'),
      mrkdwn('*Gap*\n$0'),
      mrkdwn('*Pace*\n104 %'),
      mrkdwn('*Coverage*\n3.2'),
    ],
  },
  {
    type: 'section',
    text: mrkdwn('Three deals close this week.'),
    accessory: button('deals', 'Show them', { style: 'primary' }),
  },
  {
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: 'Due ' },
          {
            type: 'date',
            timestamp: 1_795_420_800,
            format: '{date_long_pretty} at {time}',
            fallback: 'Monday',
          },
        ],
      },
      {
        type: 'rich_text_list',
        style: 'bullet',
        elements: [
          {
            type: 'rich_text_section',
            elements: [
              { type: 'text', text: 'Call ' },
              { type: 'user', user_id: 'U0OMAR' },
            ],
          },
          {
            type: 'rich_text_section',
            elements: [{ type: 'link', url: 'https://example.com', text: 'Acme renewal' }],
          },
        ],
      },
      { type: 'rich_text_quote', elements: [{ type: 'text', text: 'Send the paper first.' }] },
    ],
  },
  {
    type: 'markdown',
    text: '## Priorities\n1. **Renewals** first\n2. Then [new](https://example.com)\n\n| Stage | Days |\n|---|---|\n| Proposal | 14 |',
  },
];

export const BOXES = [
  {
    type: 'container',
    title: plain('How this is computed'),
    is_collapsible: true,
    default_collapsed: true,
    child_blocks: [{ type: 'section', text: mrkdwn('Closed-won amounts of the period ÷ quota') }],
  },
  {
    type: 'carousel',
    elements: ['Acme renewal', 'Borealis rollout', 'Cobalt expansion'].map((name) => ({
      type: 'card',
      title: mrkdwn(`*${name}*`),
      subtitle: mrkdwn('Proposal, $80 k'),
      body: mrkdwn('No activity for 12 days'),
      actions: [button(`plan_${name}`, 'Plan next step')],
    })),
  },
  {
    type: 'plan',
    title: 'Action plan',
    tasks: [{ type: 'task_card', task_id: 't1', title: 'Call the sponsor', status: 'pending' }],
  },
  {
    type: 'table',
    column_settings: [{ align: 'left' }, { align: 'right' }],
    rows: [
      [raw('Stage'), raw('Days')],
      [raw('Proposal'), raw('14')],
    ],
  },
  { type: 'divider' },
  {
    type: 'context_actions',
    elements: [
      {
        type: 'feedback_buttons',
        action_id: 'feedback',
        positive_button: { text: plain('Useful'), value: 'up', accessibility_label: 'This was useful' },
        negative_button: {
          text: plain('Not useful'),
          value: 'down',
          accessibility_label: 'This was not useful',
        },
      },
    ],
  },
];

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
