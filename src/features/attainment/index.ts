import type { Feature } from '#feature.ts';
import { attainmentCommand, homeSection, showAction } from './commands.ts';
import { holdings, migrations } from './migrations.ts';
import { currencyCommand } from './currency.ts';
import { currencyForm, currencySection, openCurrencyAction } from './currency-home.ts';
import { defineCommand } from './define.ts';
import { whyAction, whyCommand, whyTotalAction } from './why.ts';

/** Answers about figures: how much, of which quota, how far, what is left to do, and why that is the number. */
export const attainment: Feature = {
  name: 'attainment',
  summary: 'Private answers about any figure: value, quota, gap, pace, and the entries behind it.',
  subcommands: [attainmentCommand, whyCommand, defineCommand, currencyCommand],
  actions: [showAction, whyAction, whyTotalAction, openCurrencyAction],
  modals: [currencyForm],
  home: homeSection,
  furtherHome: [currencySection],
  migrations,
  holdings,
};
