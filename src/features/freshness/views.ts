import type { Incident } from '#sync/incidents.ts';
import { actions } from '#slack/blocks/button.ts';
import { dataTimeLine, momentToken } from '#slack/blocks/data-time.ts';
import { context, header, section } from '#slack/blocks/layout.ts';
import { joinText } from '#slack/blocks/lines.ts';
import { type Block, type Message, note } from '#slack/blocks/message.ts';
import { escapeText, mrkdwn } from '#slack/blocks/text.ts';

export const TRUST = 'freshness.trust';

const TITLES = {
  late: 'Salesforce data is late',
  shrunk: 'Many Salesforce records are gone',
  'broken-mapping': 'Salesforce hides something that figures need',
} as const;

const MEANWHILE = mrkdwn`Boards and other scheduled messages wait and go out once this is mended. Private answers still come and say that the data cannot be relied on.`;

/** What keeps scheduled messages waiting, told to the owner once. */
export function begunMessage(incident: Incident, dataTime: Temporal.Instant | null): Message {
  const { kind, cause, remedy, endedAt } = incident;
  const lines = [
    mrkdwn`${escapeText(cause, 600)}`,
    endedAt ? mrkdwn`This has been over since ${momentToken(endedAt)}.` : MEANWHILE,
    ...(endedAt ? [] : [mrkdwn`To mend it: ${escapeText(remedy, 400)}`]),
  ];
  return {
    text: joinText([mrkdwn`${escapeText(TITLES[kind])}.`, ...lines, dataTimeLine(dataTime)]),
    blocks: [
      header(TITLES[kind]),
      section(joinText(lines)),
      ...(kind === 'late' || endedAt ? [] : [trustButton(incident)]),
      context(dataTimeLine(dataTime)),
    ],
  };
}

/** That it is over. */
export function overMessage({ beganAt, endedAt }: Incident, dataTime: Temporal.Instant | null): Message {
  const until = endedAt ? mrkdwn` to ${momentToken(endedAt)}` : mrkdwn``;
  const words = mrkdwn`The data is fresh again. Scheduled messages waited from ${momentToken(beganAt)}${until}; those that were due are on their way. Where a posted board turns out different, the difference is said once in its thread.`;
  return {
    text: joinText([words, dataTimeLine(dataTime)]),
    blocks: [section(words), context(dataTimeLine(dataTime))],
  };
}

/** Said when somebody vouched for the data. */
export function trustedMessage(dataTime: Temporal.Instant | null): Message {
  return note(
    mrkdwn`The data is taken as it is. Scheduled messages go out within a minute. ${dataTimeLine(dataTime)}`,
  );
}

function trustButton({ id }: Incident): Block {
  return actions({
    action: TRUST,
    label: 'The data is right',
    value: String(id),
    confirm: {
      title: 'Take the data as it is?',
      text: 'What is gone is taken as gone for good. Boards that waited are posted with the figures of today.',
      yes: 'Take it as it is',
      no: 'Not yet',
    },
  });
}
