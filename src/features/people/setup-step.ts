import type { SetupStep } from '#feature.ts';
import { countLinks } from './store.ts';

export const SHOW = 'people.show';

/** Who in Slack is whom in Salesforce: done once anybody is linked. */
export const peopleStep: SetupStep = {
  id: 'people',
  order: 30,
  title: 'Confirm who is who',
  button: { action: SHOW, label: 'Look at the people' },
  async state({ store }) {
    const { linked, people } = await countLinks(store);
    const who = people === 1 ? 'person' : 'people';
    const are = linked === 1 ? 'is' : 'are';
    return {
      isDone: linked > 0,
      words: `${linked} of ${people} ${who} in Salesforce ${are} linked to Slack`,
    };
  },
};
