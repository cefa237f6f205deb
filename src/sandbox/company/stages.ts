import { recordId } from './ids.ts';
import type { Row } from './tables.ts';

export interface Stage {
  readonly name: string;
  readonly probability: number;
  /** What the API stores; the label people see is `forecastLabel`. */
  readonly forecast: string;
  readonly forecastLabel: string;
  readonly nextSteps: readonly string[];
  readonly isClosed: boolean;
  readonly isWon: boolean;
}

const open = { isClosed: false, isWon: false };

/** The way of a deal, in order. The company words its stages in its own way: nothing may lean on their names. */
export const OPEN_STAGES: readonly Stage[] = [
  {
    name: 'New Conversation',
    probability: 10,
    forecast: 'Pipeline',
    forecastLabel: 'Pipeline',
    nextSteps: ['Book a first call', 'Find out who runs the cold store', ''],
    ...open,
  },
  {
    name: 'Needs Understood',
    probability: 25,
    forecast: 'Pipeline',
    forecastLabel: 'Pipeline',
    nextSteps: ['Visit the site', 'Map the sensors they have today', 'Meet the quality lead'],
    ...open,
  },
  {
    name: 'Solution Shaped',
    probability: 45,
    forecast: 'BestCase',
    forecastLabel: 'Best Case',
    nextSteps: ['Agree the pilot', 'Show the dashboard to operations', 'Size the gateways'],
    ...open,
  },
  {
    name: 'Proposal Out',
    probability: 65,
    forecast: 'BestCase',
    forecastLabel: 'Best Case',
    nextSteps: ['Walk through the offer', 'Answer the questions of procurement', ''],
    ...open,
  },
  {
    name: 'Terms Agreed',
    probability: 85,
    forecast: 'Forecast',
    forecastLabel: 'Commit',
    nextSteps: ['Signature by their finance director', 'Send the final contract'],
    ...open,
  },
];

const closed = { isClosed: true, nextSteps: [''] };

export const SIGNED: Stage = {
  name: 'Signed',
  probability: 100,
  forecast: 'Closed',
  forecastLabel: 'Closed',
  isWon: true,
  ...closed,
};

export const LOST: Stage = {
  name: 'Lost',
  probability: 0,
  forecast: 'Omitted',
  forecastLabel: 'Omitted',
  isWon: false,
  ...closed,
};

export function stageRows(modified: string): readonly Row[] {
  return [...OPEN_STAGES, SIGNED, LOST].map((stage, index) => ({
    Id: recordId('OpportunityStage', index + 1),
    MasterLabel: stage.name,
    ApiName: stage.name,
    SortOrder: String(index + 1),
    IsActive: 'true',
    IsClosed: String(stage.isClosed),
    IsWon: String(stage.isWon),
    DefaultProbability: String(stage.probability),
    ForecastCategory: stage.forecast,
    ForecastCategoryName: stage.forecastLabel,
    SystemModstamp: modified,
  }));
}
