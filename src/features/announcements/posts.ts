import { z } from 'zod';
import type { Services } from '#feature.ts';
import type { Topic } from '#model/attention.ts';
import type { Attention, PostKind } from '#outbox/outbox.ts';
import type { Message } from '#slack/blocks/message.ts';
import type { Announcement, Question } from './announcement.ts';
import { approveMessage, sentBackMessage } from './approval-views.ts';
import { readDeliveries } from './deliveries.ts';
import { ANSWER_POSTED, ANSWERED, APPROVE, ASKED, PAGE, POSTED, REMINDER, SENT_BACK, TOLD } from './keys.ts';
import { readMeant } from './meanings-store.ts';
import { announcedMessage } from './message-views.ts';
import { readPage } from './page.ts';
import { readTied } from './preview.ts';
import { answeredMessage, openQuestionsMessage, reminderMessage } from './question-views.ts';
import { readQuestion, readQuestions } from './questions-store.ts';
import { readAnnouncement, readSentBack } from './store.ts';

const About = z.object({ announcement: z.int() });
const OfQuestion = z.object({ question: z.uuid() });

const CHANGES: Topic = {
  id: 'announcements',
  name: 'Announced changes',
  about: 'a change in how you sell is announced to your role or team',
  startsAs: 'on',
};
const OWN: Topic = {
  id: 'announcing',
  name: 'Changes you announce',
  about: 'you announced a change, or may approve one',
  startsAs: 'on',
};

/** What changes is said even where a day is full; nobody is asked twice by it. */
const change: Attention = { topic: CHANGES, priority: 'important', isPrompt: false };
const own: Attention = { topic: OWN, priority: 'important', isPrompt: false };

export const announcementPosts: readonly PostKind<Services>[] = [
  {
    ...kindOf(TOLD, change),
    render: (services, { params, audience }) =>
      about(services, params, async (announcement) => {
        const [delivery] = await readDeliveries(services.store, announcement.id, audience);
        const tied = await readTied(services.store, announcement);
        const meant = await readMeant(services.store, announcement.id, audience);
        return announcedMessage(announcement, { tied, delivery, meant });
      }),
  },
  {
    ...kindOf(POSTED, 'channel'),
    render: (services, { params }) =>
      about(services, params, async (announcement) =>
        announcedMessage(announcement, {
          tied: await readTied(services.store, announcement),
          delivery: 'channel',
        }),
      ),
    async ownerOf({ store }, { params }) {
      return (await readAnnouncement(store, About.parse(params).announcement))?.authorId;
    },
  },
  {
    ...kindOf(APPROVE, own, 'at-most-once'),
    shows: ['D9'],
    render: (services, { params }) =>
      about(services, params, async (one) => (one.state === 'waiting' ? approveMessage(one) : undefined)),
  },
  {
    ...kindOf(SENT_BACK, own, 'at-most-once'),
    shows: ['D9'],
    render: (services, { params }) =>
      about(services, params, async (one) =>
        one.state === 'draft' ? sentBackMessage(one, await readSentBack(services.store, one.id)) : undefined,
      ),
  },
  {
    ...kindOf(PAGE, own),
    shows: ['D9'],
    render: (services, { params }) =>
      about(services, params, (one) => readPage(services, { announcement: one, isKept: true })),
  },
  {
    ...kindOf(ASKED, own, 'at-most-once'),
    shows: ['D9'],
    render: (services, { params }) =>
      about(services, params, async (one) => {
        const open = (await readQuestions(services.store, one.id)).filter(
          ({ answer, wasTold }) => answer === null && wasTold,
        );
        return open.length === 0 ? undefined : openQuestionsMessage(one, open.length);
      }),
  },
  {
    ...kindOf(ANSWERED, { ...change, priority: 'ordinary', mergeKey: () => CHANGES.id }, 'at-most-once'),
    render: answered,
  },
  { ...kindOf(ANSWER_POSTED, 'channel', 'at-most-once'), render: answered },
  {
    ...kindOf(REMINDER, change, 'at-most-once'),
    render: (services, { params, audience }) =>
      about(services, params, async (one) => {
        const [delivery] = await readDeliveries(services.store, one.id, audience);
        const isOpen = one.state === 'scheduled' && delivery?.acknowledgedOn === null;
        return isOpen ? reminderMessage(one) : undefined;
      }),
  },
];

/** Names nobody's figures: what holds them out of a channel is another company in it alone. */
function kindOf(
  kind: string,
  attention: Attention | 'channel',
  whenUnknown: PostKind<Services>['whenUnknown'] = 'ask',
): Omit<PostKind<Services>, 'render'> {
  return { kind, whenUnknown, attention, shows: [] };
}

async function about(
  { store }: Services,
  params: unknown,
  write: (announcement: Announcement) => Promise<Message | undefined>,
): Promise<Message | undefined> {
  const found = await readAnnouncement(store, About.parse(params).announcement);
  return found && write(found);
}

async function answered(
  { store }: Services,
  { params }: { readonly params: unknown },
): Promise<Message | undefined> {
  const question: Question | undefined = await readQuestion(store, OfQuestion.parse(params).question);
  if (question === undefined || question.answer === null) return undefined;
  const announcement = await readAnnouncement(store, question.announcementId);
  return announcement?.state === 'scheduled' ? answeredMessage(announcement, question) : undefined;
}
