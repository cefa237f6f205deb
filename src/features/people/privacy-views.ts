import { actions, type ButtonSpec } from '#slack/blocks/button.ts';
import { momentToken } from '#slack/blocks/data-time.ts';
import { context, header, section } from '#slack/blocks/layout.ts';
import { joinText } from '#slack/blocks/lines.ts';
import { type Block, type Message, note } from '#slack/blocks/message.ts';
import type { ModalView } from '#slack/blocks/modal.ts';
import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import type { AskedFor, PrivacyRequest } from './privacy-requests.ts';

export const ASK_COPY = 'people.ask_copy';
export const ASK_ERASURE = 'people.ask_erasure';
export const HELD = 'people.held';

const WHAT = mrkdwn`Attain holds what Salesforce tells about you and your deals, what is credited to you, your quotas, your link to Slack, when you last looked at a figure, and who read your figures. It keeps no messages of yours.`;
const MAY = mrkdwn`You may have a copy of all of it, or ask to be taken out. Whoever installed Attain does either and is told that you asked.`;

/** What is held about the person who asks, and the two things they may ask for. */
export function privacyMessage(): Message {
  return {
    text: joinText([WHAT, MAY]),
    blocks: [
      header('Your data'),
      section(joinText([WHAT, MAY])),
      actions(COPY_BUTTON, { ...ERASURE_BUTTON, style: 'danger' }),
      context(NOT_CHANGED),
    ],
  };
}

/** The section of Home: what may be asked, and what was asked and waits. */
export function privacyBlocks(asked: readonly PrivacyRequest[]): readonly Block[] {
  const waiting = asked.map(({ kind, askedAt }) => {
    const when = momentToken(askedAt);
    return kind === 'export'
      ? mrkdwn`You asked for a copy ${when}; whoever installed Attain gives it to you.`
      : mrkdwn`You asked to be erased ${when}; whoever installed Attain decides.`;
  });
  const lead = mrkdwn`Attain holds what Salesforce tells about you and what follows from it. It keeps no messages of yours.`;
  const has = (kind: AskedFor) => asked.some((one) => one.kind === kind);
  return [
    header('Your data'),
    section(joinText([lead, ...waiting])),
    actions(
      { action: HELD, label: 'What is held about me' },
      ...(has('export') ? [] : [COPY_BUTTON]),
      ...(has('erasure') ? [] : [ERASURE_BUTTON]),
    ),
  ];
}

/** What is held, at length. */
export function heldModal(): ModalView {
  return {
    id: HELD,
    title: 'Your data',
    submit: null,
    close: 'Close',
    metadata: '',
    blocks: [
      section(WHAT),
      section(MAY),
      section(
        mrkdwn`Who looked at your figures: \`/attain looks\`. What you get and when: "Your messages" in Home.`,
      ),
      context(NOT_CHANGED),
    ],
  };
}

const COPY_BUTTON: ButtonSpec = {
  action: ASK_COPY,
  label: 'Ask for a copy',
  confirm: {
    title: 'Ask for a copy?',
    text: 'The person who installed Attain is told, and gives you the files.',
    yes: 'Ask',
    no: 'Not now',
  },
};

const ERASURE_BUTTON: ButtonSpec = {
  action: ASK_ERASURE,
  label: 'Ask to be erased',
  confirm: {
    title: 'Ask to be erased?',
    text: 'The person who installed Attain is told and decides. Once done it cannot be undone: your name, links and looks go; totals stay under a pseudonym.',
    yes: 'Ask',
    no: 'Not now',
  },
};

const NOT_CHANGED = mrkdwn`What is in Salesforce and in Slack is not changed by either.`;

/** What becomes of what they asked. */
export function askedMessage(kind: AskedFor, isTold: boolean): Message {
  const asked =
    kind === 'export' ? mrkdwn`You asked for a copy of your data.` : mrkdwn`You asked to be erased.`;
  const told = isTold
    ? mrkdwn`The person who installed Attain is told.`
    : mrkdwn`It is kept for whoever runs Attain; nobody is named yet who could be told.`;
  return note(joinText([asked, told]));
}

/** What whoever installed Attain is told about a request. */
export function requestMessage(
  { kind, isSettled }: { readonly kind: AskedFor; readonly isSettled: boolean },
  { personId, name }: { readonly personId: string; readonly name: string },
): Message {
  if (isSettled)
    return note(mrkdwn`${escapeText(name, 60)} asked for a copy of their data and has been given it.`);
  const wish = kind === 'export' ? mrkdwn`asks for a copy of their data` : mrkdwn`asks to be erased`;
  return note(joinText([mrkdwn`${escapeText(name, 60)} ${wish}.`, howTo(kind, personId)]));
}

function howTo(kind: AskedFor, personId: string): SafeText {
  const id = escapeText(personId, 20);
  return kind === 'export'
    ? mrkdwn`Make it with \`npm run attain -- person export ${id}\` and hand it over yourself: it is theirs alone.`
    : mrkdwn`\`npm run attain -- person erase ${id}\` says what would go and asks again; it cannot be undone.`;
}
