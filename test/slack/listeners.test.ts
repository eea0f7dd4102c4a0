import { describe, expect, it } from 'vitest';
import { askedFor } from '../../src/slack/listeners/askedFor.ts';

describe('what is asked for after /send', () => {
  it.each([
    ['1234', '1234'],
    ['  #1234. ', '1234'],
    ['“1234”', '1234'],
    ['`T-1`', 'T-1'],
    ['<tel:+15551234567|1234567>', '1234567'],
    ['<#C0123|1234>', '1234'],
    ['1Z 999 AA1 0123 456 784', '1Z 999 AA1 0123 456 784'],
    ['1234, 5678;9', '1234 5678 9'],
    ['1234?!', '1234'],
    ['...', ''],
    ['x'.repeat(5000), `${'x'.repeat(199)}…`],
  ])('%j is %j', (typed, asked) => {
    expect(askedFor(typed)).toBe(asked);
  });
});
