import { actions } from '#slack/blocks/button.ts';
import { context, header, section } from '#slack/blocks/layout.ts';
import { joinText } from '#slack/blocks/lines.ts';
import { type Message, note } from '#slack/blocks/message.ts';
import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import type { AskedFor } from './privacy-requests.ts';

export const ASK_COPY = 'people.ask_copy';
export const ASK_ERASURE = 'people.ask_erasure';

const HELD = mrkdwn`Attain holds what Salesforce tells about you and your deals, what is credited to you, your quotas, your link to Slack, when you last looked at a figure, and who read your figures. It keeps no messages of yours.`;
const MAY = mrkdwn`You may have a copy of all of it, or ask to be taken out. Whoever installed Attain does either and is told that you asked.`;

/** What is held about the person who asks, and the two things they may ask for. */
export function privacyMessage(): Message {
  return {
    text: joinText([HELD, MAY]),
    blocks: [
      header('Your data'),
      section(joinText([HELD, MAY])),
      actions(
        {
          action: ASK_COPY,
          label: 'Ask for a copy',
          confirm: {
            title: 'Ask for a copy?',
            text: 'The person who installed Attain is told, and gives you the files.',
            yes: 'Ask',
            no: 'Not now',
          },
        },
        {
          action: ASK_ERASURE,
          label: 'Ask to be erased',
          style: 'danger',
          confirm: {
            title: 'Ask to be erased?',
            text: 'The person who installed Attain is told and decides. Once done it cannot be undone: your name, links and looks go; totals stay under a pseudonym.',
            yes: 'Ask',
            no: 'Not now',
          },
        },
      ),
      context(mrkdwn`What is in Salesforce and in Slack is not changed by either.`),
    ],
  };
}

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
