import { z } from 'zod';
import type { Services } from '#feature.ts';
import { Refusal } from '#lib/errors.ts';
import { parkedPosts } from '#outbox/abandoned.ts';
import { resolveParked, type Verdict } from '#outbox/resolve-parked.ts';
import { readMessageLink } from '#slack/message-link.ts';
import { escapeText, mrkdwn } from '#slack/blocks/text.ts';
import type { Action, Modal, ModalValues } from '#slack/routes.ts';
import { appendAudit } from '#store/audit.ts';
import { DECIDE, decideModal, doneModal, LINK, nothingParkedModal, VERDICT, WHICH } from './views.ts';

const entry = { permission: 'installer', shows: ['D9'] } as const;

const Form = z.object({
  [WHICH]: z
    .string()
    .regex(/^\d{1,18}$/)
    .transform(BigInt),
  [VERDICT]: z.enum(['settle', 'release', 'drop']),
  [LINK]: z.string().trim().nullish(),
});

const SAID: Readonly<Record<Verdict['kind'], string>> = {
  settle: 'It counts as posted and is not sent again.',
  release: 'It is sent again.',
  drop: 'It is given up and never sent.',
};

/** Opens the window about messages of which nobody knows whether they arrived. */
export const decideAction: Action<Services> = {
  id: DECIDE,
  ...entry,
  async run({ services, openModal }) {
    const parked = await parkedPosts(services.store);
    await openModal(parked.length === 0 ? nothingParkedModal() : decideModal(parked));
    return undefined;
  },
};

/** What a person who has looked says about one of them. */
export const decideForm: Modal<Services> = {
  id: DECIDE,
  ...entry,
  async submit({ services, values, actor, now }) {
    const read = readDecision(values);
    if ('errors' in read) return { kind: 'errors', errors: read.errors };
    const { id, verdict } = read;
    await services.store.transaction(async (tx) => {
      const key = await resolveParked(tx, id, verdict);
      const detail = { verdict: verdict.kind };
      await appendAudit(tx, { actor: actor.slackUserId, action: 'post.decided', subject: key, detail, now });
    });
    await services.outbox.wake();
    return { kind: 'update', view: doneModal(mrkdwn`${escapeText(SAID[verdict.kind])}`) };
  },
};

type Decision = { readonly id: bigint; readonly verdict: Verdict };

function readDecision(values: ModalValues): Decision | { readonly errors: Readonly<Record<string, string>> } {
  const form = Form.safeParse(values);
  if (!form.success) {
    const fields = new Set(form.error.issues.map(({ path }) => path[0]));
    if (fields.has(VERDICT)) return { errors: { [VERDICT]: 'Choose what to do.' } };
    throw new Refusal('This form cannot be read any more.', 'Open it again in Home.');
  }
  const { which: id, verdict, link } = form.data;
  if (verdict !== 'settle') return { id, verdict: { kind: verdict } };
  const at = link ? readMessageLink(link) : undefined;
  if (link && at === undefined)
    return { errors: { [LINK]: 'That is no link of a Slack message. Use "Copy link" in its menu.' } };
  return { id, verdict: { kind: 'settle', at } };
}
