import { describe, expect, it } from 'vitest';
import { CARRIERS, checkDigit } from '../../../src/sandbox/world/trackingNumbers.ts';
import { randomOf } from '../../../src/sandbox/world/random.ts';

describe('check digits of tracking numbers, held against published examples', () => {
  it.each([
    ['ups', '999AA1012345678', '4'], ['fedexExpress', '98657878885', '5'], ['fedexGround', '04144176022896', '4'], ['usps', '940011120255584233266', '9'],
    ['canadaPost', '007393800054929', '7'], ['onTrac', '1103150000187', '9'], ['dhlExpress', '331881002', '5'], ['s10', '47312482', '9'],
    ['purolator', '32059546393', '8'], ['dpd', 'A12425GABC1234002', 'M'],
  ] as const)('%s: %s → %s', (rule, start, check) => {
    expect(checkDigit[rule](start)).toBe(check);
  });
});

describe('the tracking numbers of a world', () => {
  it('look as each carrier writes them', () => {
    const looks: Record<string, RegExp> = {
      UPS: /^1Z[0-9A-Z]{16}$/, FedEx: /^\d{12}$/, 'FedEx Ground': /^\d{15}$/, USPS: /^94001\d{17}$/, 'DHL Express': /^\d{10}$/, 'DHL eCommerce': /^92612\d{17}$/,
      'Amazon Logistics': /^TBA\d{12}$/, 'Canada Post': /^7\d{15}$/, 'Royal Mail': /^R[A-Z]\d{9}GB$/, OnTrac: /^C\d{14}$/, LaserShip: /^LX\d{8}$/,
      'Australia Post': /^E[A-Z]\d{9}AU$/, GLS: /^\d{12}$/, DPD: /^0\d{13}[0-9A-Z]$/, Purolator: /^33\d{10}$/,
    };
    expect(CARRIERS.map(([, { name }]) => name)).toEqual(Object.keys(looks));
    for (const [, { name, number }] of CARRIERS) for (let i = 0; i < 50; i++) expect(number(randomOf(1, i))).toMatch(looks[name] ?? /^$/);
  });
});
