import { describe, expect, it } from 'vitest';
import { actionValue, CommandPayload, modalValues, SubmitPayload } from '#slack/payloads.ts';

describe('what was entered in a modal', () => {
  it('is read from every kind of input, and null where nothing was', () => {
    const payload = SubmitPayload.parse({
      user: { id: 'U0DANA' },
      team: { id: 'T0TEST' },
      view: {
        id: 'V1',
        callback_id: 'board.setup',
        blocks: [],
        state: {
          values: {
            note: { note: { type: 'plain_text_input', value: 'hello' } },
            empty: { empty: { type: 'plain_text_input', value: null } },
            metric: { metric: { type: 'static_select', selected_option: { value: 'bookings', text: {} } } },
            none: { none: { type: 'static_select', selected_option: null } },
            channel: { channel: { type: 'conversations_select', selected_conversation: 'C0SALES' } },
            user: { user: { type: 'users_select', selected_user: 'U0OMAR' } },
            users: { users: { type: 'multi_users_select', selected_users: ['U0OMAR', 'U0DANA'] } },
            days: { days: { type: 'checkboxes', selected_options: [] } },
            day: { day: { type: 'datepicker', selected_date: '2026-11-23' } },
            hour: { hour: { type: 'timepicker', selected_time: '08:00' } },
          },
        },
      },
    });
    expect(modalValues(payload.view.state.values)).toEqual({
      note: 'hello',
      empty: null,
      metric: 'bookings',
      none: null,
      channel: 'C0SALES',
      user: 'U0OMAR',
      users: ['U0OMAR', 'U0DANA'],
      days: [],
      day: '2026-11-23',
      hour: '08:00',
    });
  });

  it('a pressed button has its value, a menu its choice', () => {
    expect(actionValue({ value: 'opp:006' })).toBe('opp:006');
    expect(actionValue({ selected_option: { value: 'Q4' } })).toBe('Q4');
    expect(actionValue({})).toBe('');
  });

  it('what people type is read without half characters and zeros, which no database takes', () => {
    const command = { command: '/attain', user_id: 'U0DANA', team_id: 'T', channel_id: 'C', trigger_id: '1' };
    expect(CommandPayload.parse({ ...command, text: 'why\0 \uD83D?' }).text).toBe('why \uFFFD?');
  });
});
