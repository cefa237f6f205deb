import { describe, expect, it } from 'vitest';
import { type ChannelFacts, channelClassOf, mayCarry } from '#model/policy/audience.ts';
import { CHANNEL_CLASSES, DATA_CLASSES } from '#model/policy/terms.ts';
import { EXPECTED_CHANNELS, tableOf } from './expected.ts';

const best: ChannelFacts = { isExternal: false, isPrivate: true, hasGuest: false, areAllLinked: true };

describe('the class of a channel', () => {
  it.each<[string, Partial<ChannelFacts>, string]>([
    ['private with linked members only', {}, 'C1'],
    ['private with somebody who is linked to nobody', { areAllLinked: false }, 'C2'],
    ['private when nobody knows who is linked', { areAllLinked: undefined }, 'C2'],
    ['public', { isPrivate: false }, 'C2'],
    ['with a guest', { hasGuest: true }, 'C3'],
    ['with a guest, of another company besides', { hasGuest: true, isExternal: true }, 'C4'],
    ['shared with another company', { isExternal: true }, 'C4'],
    ['when nobody knows whether it is shared', { isExternal: undefined }, 'C4'],
    ['when nobody knows who is in it', { hasGuest: undefined }, 'C4'],
  ])('%s', (_what, facts, found) => {
    expect(channelClassOf({ ...best, ...facts })).toBe(found);
  });

  it('carries the classes that are written down for it and no others', () => {
    const table = tableOf(EXPECTED_CHANNELS);
    for (const channel of CHANNEL_CLASSES)
      for (const dataClass of DATA_CLASSES)
        expect(mayCarry(channel, [dataClass])).toBe(table(dataClass, channel) !== 'no');
    expect(mayCarry('C2', ['D1', 'D3'])).toBe(false);
  });

  it('of words without any data: all but what another company reads', () => {
    expect(CHANNEL_CLASSES.map((channel) => mayCarry(channel, []))).toEqual([true, true, true, false]);
  });
});
