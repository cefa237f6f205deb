import { isChannel } from '#slack/blocks/channel-id.ts';
import { textInput } from '#slack/blocks/inputs.ts';
import { context, divider, section } from '#slack/blocks/layout.ts';
import { joinText } from '#slack/blocks/lines.ts';
import type { Message } from '#slack/blocks/message.ts';
import { closingModal, type ModalView } from '#slack/blocks/modal.ts';
import { channelName } from '#slack/blocks/references.ts';
import { channelInput, radioInput, usersInput } from '#slack/blocks/selects.ts';
import { mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import { FIELDS, type Surface } from './policy.ts';
import { LONGEST_WORDS, MOST_PEOPLE } from './praise.ts';
import { andList, named } from './views.ts';
import { ALONE, IN_CHANNEL } from './wish.ts';

export const FORM = 'praise.form';
export const PREVIEW = 'praise.preview';

/** What a form begins with. */
export interface FormStart {
  readonly people: readonly string[];
  readonly words: string;
  /** Where the giver is: a channel is chosen beforehand, a direct message is not. */
  readonly channelId: string | null | undefined;
  /** It was chosen from the menu of a message. */
  readonly isAboutMessage: boolean;
  readonly metadata: string;
}

/** Where somebody says whom they praise, for what, and who is to read it. */
export function formModal({ people, words, channelId, isAboutMessage, metadata }: FormStart): ModalView {
  const about = isAboutMessage ? [context(mrkdwn`The praise will link to the message you chose.`)] : [];
  return {
    id: FORM,
    title: 'Praise',
    submit: 'Preview',
    close: 'Cancel',
    metadata,
    blocks: [
      ...about,
      usersInput({ id: FIELDS.people, label: 'Whom you praise', most: MOST_PEOPLE, initial: people }),
      textInput({
        id: FIELDS.words,
        label: 'What for',
        hint: 'In your own words: what they did, and what came of it.',
        multiline: true,
        maxLength: LONGEST_WORDS,
        ...(words === '' ? {} : { initial: words }),
      }),
      radioInput({
        id: FIELDS.place,
        label: 'Where it is said',
        hint: 'Who has praise kept private gets it alone, also where you chose a channel; you see that before it is said.',
        choices: [
          { value: IN_CHANNEL, label: 'In a channel, for all who read it' },
          { value: ALONE, label: 'Privately: each of them reads it alone' },
        ],
        initial: isChannel(channelId) ? IN_CHANNEL : ALONE,
      }),
      channelInput({
        id: FIELDS.channel,
        label: 'Which channel',
        hint: 'One where you are and Attain is. Not needed for private praise.',
        optional: true,
        initial: channelId,
      }),
    ],
  };
}

/** A praise as it will be read, and by whom. */
export interface Preview {
  readonly surface: Surface;
  /** Names of those praised. */
  readonly people: readonly string[];
  readonly message: Message;
  /** The message it is about cannot be linked to. */
  readonly lacksLink: boolean;
  /** Who reads it is no longer what they were told. */
  readonly hasChanged: boolean;
  readonly metadata: string;
}

/** What the giver sees before it is said. */
export function previewModal({ message, hasChanged, lacksLink, surface, ...rest }: Preview): ModalView {
  const lines = [
    ...(hasChanged ? [mrkdwn`*Who reads it has changed since you last looked. Look again.*`] : []),
    ...readersLines(surface, rest.people),
    ...(lacksLink ? [mrkdwn`Attain is not where the message was written, so there is no link to it.`] : []),
  ];
  return {
    id: PREVIEW,
    title: 'Praise: preview',
    submit: surface.kind === 'alone' ? 'Say it privately' : 'Say it',
    close: 'Not now',
    metadata: rest.metadata,
    blocks: [
      section(joinText(lines)),
      divider(),
      ...message.blocks,
      divider(),
      context(mrkdwn`You can take it back at any time: \`/attain praise list\`.`),
    ],
  };
}

function readersLines(surface: Surface, people: readonly string[]): readonly SafeText[] {
  const names = andList(people.map(named));
  const leads = mrkdwn`Whoever leads them sees that they were praised, not by whom and not what for.`;
  if (surface.kind === 'channel') {
    const guests = surface.hasGuest ? mrkdwn`, and guests who are in it` : mrkdwn``;
    const count = surface.people === 1 ? mrkdwn`1 person` : mrkdwn`${surface.people} people`;
    return [mrkdwn`*${channelName(surface.id)} reads it:* ${count}${guests}. ${names} will be mentioned.`];
  }
  const only =
    people.length === 1
      ? mrkdwn`*Only ${names} reads it,* as a direct message.`
      : mrkdwn`*Only ${names} read it,* each in a direct message, and each sees who is praised with them.`;
  const kept = andList(surface.because.map(named));
  const why =
    surface.because.length === 0
      ? []
      : [mrkdwn`Not in the channel: ${kept} would rather have praise in private, so it is said that way.`];
  return [...why, mrkdwn`${only} ${leads}`];
}

/** What stands in the place of the preview once it is said. */
export function saidModal(surface: Surface, people: readonly string[]): ModalView {
  const names = andList(people.map(named));
  const words =
    surface.kind === 'channel'
      ? mrkdwn`Your praise is on its way to ${channelName(surface.id)}.`
      : mrkdwn`Your praise is on its way to ${names}; it comes when they may be written to.`;
  return closingModal(FORM, {
    title: 'Praised',
    blocks: [section(words), context(mrkdwn`\`/attain praise list\` shows it, and takes it back.`)],
  });
}
