import { html } from 'hono/html';
import type { SignInEnd } from '#features/people/sign-in-policy.ts';

/** How a page can end: as the sign-in did, or before it got there. */
export type PageKind =
  | SignInEnd
  | 'used'
  | 'expired'
  | 'denied'
  | 'other_browser'
  | 'out_of_reach'
  | 'failed'
  | 'trouble';

interface Words {
  readonly status: 200 | 403 | 404 | 409 | 410 | 500 | 502 | 503;
  readonly title: string;
  readonly text: string;
}

const AGAIN = 'Type /attain link in Slack for a new address.';
const NOTHING = 'Nothing was linked.';

const WORDS: Readonly<Record<PageKind, Words>> = {
  linked: {
    status: 200,
    title: 'You are linked',
    text: 'Your Slack account and your Salesforce user belong together now. Go back to Slack and type /attain.',
  },
  linked_before: {
    status: 200,
    title: 'You were linked already',
    text: 'Your Slack account and this Salesforce user belong together. Nothing changed.',
  },
  waits: {
    status: 200,
    title: 'An admin looks at this',
    text: 'You signed in. Your address in Slack is not the one in Salesforce, so an admin of Attain confirms the link. You need not do anything.',
  },
  account_taken: {
    status: 409,
    title: 'Your Slack account is linked to somebody else',
    text: 'You signed in as another Salesforce user than the one your Slack account is linked to. Nothing changed; an admin of Attain decides.',
  },
  person_taken: {
    status: 409,
    title: 'This Salesforce user has another Slack account',
    text: 'The Salesforce user you signed in as is linked to another Slack account. Nothing changed; an admin of Attain decides.',
  },
  guest: {
    status: 403,
    title: 'Guests are not linked',
    text: 'Only full members of the Slack workspace are linked to Salesforce.',
  },
  other_org: {
    status: 403,
    title: 'That is another Salesforce',
    text: `You signed in to an org that this workspace does not use. ${NOTHING} Sign out of it there, then type /attain link in Slack for a new address.`,
  },
  unknown_person: {
    status: 404,
    title: 'Attain does not know you yet',
    text: `Your Salesforce user has not been read yet, or is not one of a sales person. ${NOTHING} Try again in an hour, or ask an admin of Attain.`,
  },
  inactive: {
    status: 403,
    title: 'Your Salesforce user is not active',
    text: `${NOTHING} Ask an admin of Salesforce.`,
  },
  used: {
    status: 410,
    title: 'This address was used already',
    text: `It opens once. If that was not you, tell an admin of Attain. ${AGAIN}`,
  },
  expired: {
    status: 410,
    title: 'This address is not good any more',
    text: `It is good for ten minutes. ${AGAIN}`,
  },
  denied: { status: 200, title: 'You did not sign in', text: `${NOTHING} ${AGAIN}` },
  other_browser: {
    status: 403,
    title: 'This did not begin here',
    text: `The sign-in was begun in another browser or window, or this one takes no cookies. ${NOTHING} Open the address from Slack and go on in the same browser.`,
  },
  out_of_reach: {
    status: 503,
    title: 'Salesforce did not answer',
    text: `${NOTHING} Try again in a few minutes: type /attain link in Slack for a new address.`,
  },
  failed: {
    status: 502,
    title: 'Salesforce did not confirm the sign-in',
    text: `${NOTHING} ${AGAIN} If it fails again, an admin of Attain finds the reason in the log.`,
  },
  trouble: {
    status: 500,
    title: 'That did not work',
    text: `${NOTHING} Try again in a few minutes. If it fails again, an admin of Attain finds the reason in the log.`,
  },
};

/** The page that says how it ended. */
export function page(kind: PageKind) {
  const { status, title, text } = WORDS[kind];
  return { status, html: frame(title, html`<p>${text}</p>`) };
}

/** The first page: for whom the address is, before anything happens. */
export function landingPage({ name, email }: { readonly name: string; readonly email: string | null }) {
  return frame(
    'Link Slack to Salesforce',
    html`<p>This links the Slack account of</p>
      <p class="who">${name}${email === null ? '' : html`<br /><span>${email}</span>`}</p>
      <p>to the Salesforce user you sign in as. Go on only if that account is yours: whoever has it will see your figures.</p>
      <form method="post"><button>Sign in to Salesforce</button></form>
      <p class="small">Attain learns who you are and keeps no access to Salesforce of yours.</p>`,
  );
}

function frame(title: string, body: ReturnType<typeof html>) {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title} · Attain</title>
        <style>
          body { margin: 0; background: #f4f5f7; color: #1d1c1d; font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere }
          main { max-width: 30rem; margin: 12vh auto 2rem; padding: 1.5rem 2rem 2rem; background: #fff; border: 1px solid #d6d9de; border-radius: 8px }
          h1 { font-size: 1.4rem; line-height: 1.25; margin: .25rem 0 1rem }
          .brand, .small { color: #555a61; font-size: .9rem; margin: 0 }
          .small { margin-top: 1rem }
          .who { font-weight: 600; padding: .75rem 1rem; background: #f4f5f7; border-radius: 6px }
          button { font: inherit; font-weight: 600; color: #fff; background: #1d3b53; border: 0; border-radius: 6px; padding: .75rem 1.25rem; width: 100%; cursor: pointer }
          button:hover { background: #284f6f }
          button:focus-visible { outline: 3px solid #1264a3; outline-offset: 2px }
          @media (max-width: 34rem) { main { margin: 0; min-height: 100vh; box-sizing: border-box; border: 0; border-radius: 0 } }
        </style>
      </head>
      <body>
        <main>
          <p class="brand">Attain</p>
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html>`;
}
