import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CARRIERS } from '../../../src/domain/tracking/carriers.ts';
import { detectCarriers, postalCountry } from '../../../src/domain/tracking/detect.ts';

const proven = (number: string): string[] => detectCarriers(number).filter(({ checked }) => checked).map(({ carrier }) => carrier.name);
const possible = (number: string): string[] => detectCarriers(number).filter(({ checked }) => !checked).map(({ carrier }) => carrier.name);
const all = (number: string): string[] => detectCarriers(number).map(({ carrier }) => carrier.name);

/** Published examples: the public collection jkeen/tracking_number_data, carriers' specifications, and test suites of public detectors. */
const PROVEN: Record<string, readonly string[]> = {
  UPS: [
    '1Z5R89390357567127', '1Z879E930346834440', '1Z410E7W0392751591', '1Z8V92A70367203024', '1ZXX3150YW44070023', '1Z999AA10123456784',
    '1z 6V86 4203 2379 4365',
  ],
  FedEx: [
    '986578788855', '477179081230', '799531274483', '790535312317', '974367662710', '7716 1342 3732', 'DT771613423732',
    '0414 4176 0228 964', '5682 8361 0012 000', '5682 8361 0012 734', '376738675175401',
    '61299998820821171811', '61299998620341515252', '9261292700768711948021', '9274899992136003821767',
    '9611020987654312345672', '9611804010639001854878',
    '1001921334250001000300779017972697', '1001901781990001000300617767839437', '9622001900000000000000776632517510', '9632001560123456789900794808390594',
  ],
  USPS: [
    '0307 1790 0005 2348 3741', '7112 3456 7891 2345 6787', '70131710000012912087', '7196 9010 7560 0307 7385',
    '9505 5110 6960 5048 6006 24', '9101 1234 5678 9000 0000 13', '9400 1112 0108 0805 4830 16', '9361 2898 7870 0317 6337 95', '9405803699300124287899',
    '92748931507708513018050063', '92748999997295513123034457',
    '420 22153 9101026837331000039521', '420921559505500020714300000128', '4205690192023901019233001401555746',
    '4201002334249200190132607600833457', '4209215512349505500020714300000128', 'RB123456785US', 'EC 207 920 162 US',
  ],
  'DHL Express': ['3318810025', '8487135506', '3318810036', '3318810014', '1099255990', '3821724944', '73891051146'],
  'Canada Post': ['0073938000549297', '7035114477138472', '4002847016405018', 'RB123456785CA'],
  'Royal Mail': ['RB123456785GB'],
  'Australia Post': ['RB123456785AU'],
  OnTrac: ['C11031500001879', 'C10999911320231', 'C11121552953069', 'C10999814714549', 'D10011354453707', 'D10011345983010', 'D10011342332145'],
  'DPD Germany': ['00 81827 0998 0000 0200 33 350 276 C', '0081 827 0998 0000 0200 45 327 276 N', '01015026003653c'],
  Purolator: ['320595463938', '320606146993', '331426749957', '331434972567'],
};

/** Forms with no published check digit. */
const POSSIBLE: Record<string, readonly string[]> = {
  'DHL Express': ['JJD0099999999', 'JVGL0999999990', 'JD014600006281230704'],
  'DHL eCommerce': ['GM2951173225174494', 'GM295117494011169042'],
  'Amazon Logistics': ['TBA000000000000', 'TBA502887274000', 'TBC502887274000', 'TBM502887274000'],
  LaserShip: ['LX17635036', 'LM25904730', 'le17119906', '1LS717793482164', '1LS7119013618127-1', '1LS72264319420039910'],
  'Australia Post': ['ABC1234567', 'ABC1234567010001', 'ABC123456789123456'],
  'DPD UK': ['15501234567890'],
  Purolator: ['KYV009956937', 'CGK002986959', 'TLR000083964'],
};

const NOBODYS = [
  // Published as wrong: a digit changed, or a letter too many.
  '2Z5R89390357567127', '1Z1111111111111111', '1Z6V86420323794364', '1Z6V864223794364',
  '1001901781990001000300617767839438', '9261292700768711948020', '5682 8361 0012 732', '9600000000000000000001', '9622001560001234567100794808390595',
  '4201028200009261290113185417468511', '9200000000000000000000', '420000009200000000000000000000',
  '3318810010', '3318810034', '3318810011', 'XJD0099999998', 'GS295117494011169041', 'TBA50288727400A', 'TBB000000000000',
  '0073938000549292', '7035114477138471', '5002847016405018', 'RB123456786US', 'C10000000000000', 'C11031500001889', 'D10011345983012',
  'LE1711990', 'LA1763503N', '1LX734505321754', '008182709980000020033350276A', '320595463939', 'KY009956937',
  '', ' ', '12', 'see e-mail', '------',
];

const rows = (table: Record<string, readonly string[]>): [string, string][] => Object.entries(table).flatMap(([carrier, numbers]) => numbers.map((number): [string, string] => [carrier, number]));

describe('a number with its check digit', () => {
  it.each(rows(PROVEN))('%s %s', (carrier, number) => expect(proven(number)).toContain(carrier));

  it.each(rows(PROVEN))('%s no longer with another last digit: %s', (carrier, number) => {
    const last = number.slice(-1);
    // The two forms whose check is in the middle, or that are checked in two ways, are covered by the published wrong numbers.
    if (!/\d/.test(last) || number.startsWith('7196')) return;
    expect(proven(`${number.slice(0, -1)}${(Number(last) + 1) % 10}`)).not.toContain(carrier);
  });
});

describe('a number without one', () => {
  it.each(rows(POSSIBLE))('%s %s', (carrier, number) => {
    expect(possible(number)).toContain(carrier);
    expect(proven(number)).toEqual([]);
  });
});

it.each(NOBODYS)('%j is nobody’s number', (number) => expect(all(number)).toEqual([]));

describe('numbers that fit several', () => {
  it('12 digits: FedEx, Purolator, and GLS after its documented check digit', () => {
    expect(all('320610804900')).toEqual(['FedEx', 'Purolator']);
    expect(all('287809468872')).toEqual(['FedEx', 'Purolator']);
    expect(all('996578788855')).toEqual(['GLS']);
  });
  it('15 digits: FedEx Ground and DPD with its check character', () => expect(all('997048950367429')).toEqual(['FedEx', 'DPD Germany', 'DPD UK']));
  it('22 digits: SmartPost goes its last mile with USPS', () => expect(all('9274899992136003821767')).toEqual(['FedEx', 'USPS']));
  it('11 digits: the proven first', () => {
    expect(proven('73891051146')).toEqual(['DHL Express']);
    expect(possible('73891051146')).toEqual(['GLS']);
  });
});

describe('other countries’ post', () => {
  it.each([['RB123456785FR', 'France'], ['rb 123 456 785 de', 'Germany'], ['RB123456785JP', 'Japan']])('%s is of %s', (number, country) => expect(postalCountry(number)).toBe(country));
  it.each(['RB123456786FR', 'RB123456785XX', 'RB123456785ZZ', 'B123456785FR', ''])('%j is of none', (number) => expect(postalCountry(number)).toBeUndefined());
});

it('a hostile number is answered at once', () => {
  const started = performance.now();
  for (const piece of ['1', '1Z', ' ', '-', 'GM1', '９', 'ﷺ']) {
    for (const length of [39, 81, 100_000]) expect(all(piece.repeat(length)).length).toBeLessThan(CARRIERS.length);
  }
  expect(performance.now() - started).toBeLessThan(1000);
});

it('any text is a number of somebody’s or nobody’s', () => {
  fc.assert(fc.property(fc.string({ maxLength: 60, unit: 'binary' }), (number) => {
    expect(CARRIERS).toEqual(expect.arrayContaining(detectCarriers(number).map(({ carrier }) => carrier)));
  }), { numRuns: 200 });
});
