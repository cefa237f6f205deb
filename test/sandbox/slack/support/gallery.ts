import { bold, button, mrkdwn, number, option, plain, raw } from './pieces.ts';

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

/** One of every block that a message may hold, as Slack takes them: here a leaderboard. */
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
