import type { ModalView as SlackModal, PlainTextElement } from '@slack/types';
import { Bug } from '#lib/errors.ts';
import { excessOf } from './blocks/excess.ts';
import { plainElement } from './blocks/inputs.ts';
import { section } from './blocks/layout.ts';
import { lengthOf, LIMITS } from './blocks/limits.ts';
import type { ModalView } from './blocks/modal.ts';
import type { SafeText } from './blocks/text.ts';

/** A modal with Slack's envelope around it. A modal that Slack would refuse is a Bug: nothing in it may be dropped. */
export function slackModal(view: ModalView): SlackModal {
  const excess = excessOf(view.blocks, 'modal');
  if (lengthOf(view.metadata) > LIMITS.metadata) throw new Bug('a modal carries too much metadata');
  if (excess.length > 0) throw new Bug(`Slack would refuse the modal ${view.id}: ${excess.join('; ')}`);
  return {
    type: 'modal',
    callback_id: view.id,
    title: title(view.title),
    close: title(view.close),
    ...(view.submit === null ? {} : { submit: title(view.submit) }),
    private_metadata: view.metadata,
    blocks: [...view.blocks],
  };
}

/** A modal that only says something. */
export function noteModal(heading: string, text: SafeText): SlackModal {
  return slackModal({
    id: NOTE,
    title: heading,
    submit: null,
    close: 'Close',
    metadata: '',
    blocks: [section(text)],
  });
}

const NOTE = 'attain.note';

function title(text: string): PlainTextElement {
  return plainElement(text, LIMITS.viewTitle);
}
