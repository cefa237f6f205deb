/** The small pieces of Block Kit, so that the samples read as what they show. */
export const plain = (text: string) => ({ type: 'plain_text', text });
export const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
export const raw = (text: string) => ({ type: 'raw_text', text });
export const number = (value: number, text: string) => ({ type: 'raw_number', value, text });
export const bold = (text: string) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text, style: { bold: true } }] }],
});
export const button = (action_id: string, text: string, more: object = {}) => ({
  type: 'button',
  action_id,
  text: plain(text),
  ...more,
});
export const option = (text: string, value: string) => ({ text: plain(text), value });
