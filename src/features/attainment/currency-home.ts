import type { Services } from '#feature.ts';
import { Refusal } from '#lib/errors.ts';
import { actions } from '#slack/blocks/button.ts';
import { header, section } from '#slack/blocks/layout.ts';
import type { Block } from '#slack/blocks/message.ts';
import { closingModal, type ModalView } from '#slack/blocks/modal.ts';
import { selectInput } from '#slack/blocks/selects.ts';
import { escapeText, mrkdwn } from '#slack/blocks/text.ts';
import type { Action, HomeSection, Modal } from '#slack/routes.ts';
import type { Store } from '#store/store.ts';
import { chosenCurrency, currencyWords, saveCurrency } from './currency.ts';

const OPEN = 'attainment.open_currency';
const FORM = 'attainment.currency';
const FIELD = 'currency';
const OWN = 'company';
/** A list takes a hundred, and one of them is the company's. */
const MOST = 99;

const entry = { permission: 'linked', shows: [] } as const;

/** The currency of private answers, among a person's settings in Home. */
export const currencySection: HomeSection<Services> = {
  order: 92,
  ...entry,
  async render({ services: { store }, actor }) {
    const [chosen, known] = await Promise.all([
      chosenCurrency(store, actor.personId),
      knownCurrencies(store),
    ]);
    return known === undefined ? [] : currencyBlocks(chosen, known);
  },
};

/** Opens the choice of a currency. */
export const openCurrencyAction: Action<Services> = {
  id: OPEN,
  ...entry,
  async run({ services: { store }, actor, openModal }) {
    const known = await knownCurrencies(store);
    if (known === undefined)
      throw new Refusal('Salesforce has not been read yet.', 'Choose a currency once your figures are here.');
    await openModal(currencyModal(await chosenCurrency(store, actor.personId), known));
    return undefined;
  },
};

export const currencyForm: Modal<Services> = {
  id: FORM,
  ...entry,
  async submit({ services: { store }, actor, values, now }) {
    const known = await knownCurrencies(store);
    const wanted = String(values[FIELD] ?? '');
    if (actor.personId === null || (wanted !== OWN && !known?.others.includes(wanted)))
      return { kind: 'errors', errors: { [FIELD]: 'Choose a currency from the list.' } };
    const currency = wanted === OWN ? undefined : wanted;
    await saveCurrency(store, actor.personId, { currency, now });
    const blocks = [section(currencyWords(currency))];
    return { kind: 'update', view: closingModal(FORM, { title: 'Saved', blocks }) };
  },
};

interface Known {
  /** The organisation's. */
  readonly own: string;
  /** Those that Salesforce has a rate for, by code. */
  readonly others: readonly string[];
}

/** Undefined before Salesforce was read for the first time. */
async function knownCurrencies({ db }: Store): Promise<Known | undefined> {
  const [company, rates] = await Promise.all([
    db.selectFrom('organization').select('currency').executeTakeFirst(),
    db.selectFrom('conversion_rate').select('currency').distinct().orderBy('currency').execute(),
  ]);
  if (!company) return undefined;
  const others = rates.map(({ currency }) => currency).filter((code) => code !== company.currency);
  return { own: company.currency, others: others.slice(0, MOST) };
}

function currencyBlocks(chosen: string | undefined, { own, others }: Known): readonly Block[] {
  const words =
    chosen === undefined
      ? mrkdwn`Amounts are shown in ${escapeText(own)}, the company's currency.`
      : mrkdwn`Private answers show amounts in ${escapeText(chosen)} too, beside ${escapeText(own)}.`;
  if (others.length === 0 && chosen === undefined) return [header('Currency'), section(words)];
  return [header('Currency'), section(words), actions({ action: OPEN, label: 'Change the currency' })];
}

function currencyModal(chosen: string | undefined, { own, others }: Known): ModalView {
  const choices = [
    { value: OWN, label: `${own}, the company's` },
    ...others.map((code) => ({ value: code, label: code })),
  ];
  return {
    id: FORM,
    title: 'Currency',
    submit: 'Save',
    close: 'Cancel',
    metadata: '',
    blocks: [
      selectInput({
        id: FIELD,
        label: 'Show amounts in',
        hint: "Beside the company's, in private answers and here. Boards and quotas stay in the company's.",
        choices,
        initial: chosen !== undefined && others.includes(chosen) ? chosen : OWN,
      }),
    ],
  };
}
