import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ALL_RULES } from '#sandbox/slack/rules/rules.ts';
import { SLACK_LIMITS } from '#sandbox/slack/options.ts';
import { type Product, startProduct } from '../support/product.ts';
import { STORIES } from './support/slack-stories.ts';

/**
 * Slack's rules as the product meets them. Each story is told twice: with the rule it holds as it stands, without the
 * rule it reads otherwise, so a local Slack that forgets a rule is noticed.
 */
describe('the rules of Slack', () => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct();
  });
  afterEach(() => {
    Object.assign(product.slack.rules, ALL_RULES);
    Object.assign(product.slack.limits, SLACK_LIMITS);
  });
  afterAll(() => product.close());

  it('each have a story', () => {
    expect(STORIES.map(({ rule }) => rule).sort()).toEqual(Object.keys(ALL_RULES).sort());
  });

  describe.each(STORIES)('$rule', ({ rule, title, limits, tell, kept, without }) => {
    it(title, async () => {
      Object.assign(product.slack.limits, limits);
      expect(await tell(product)).toEqual(kept);
    });

    it('without the rule, the story is another', async () => {
      Object.assign(product.slack.limits, limits);
      product.slack.rules[rule] = false;
      expect(await tell(product)).toEqual(without);
      expect(kept).not.toEqual(without);
    });
  });
});
