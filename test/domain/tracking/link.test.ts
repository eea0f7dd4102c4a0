import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CARRIERS } from '../../../src/domain/tracking/carriers.ts';
import { trackingLink } from '../../../src/domain/tracking/link.ts';

const link = (tracking: { carrier?: string; number?: string; url?: string }) =>
  trackingLink({ carrier: tracking.carrier, number: tracking.number, url: tracking.url });

const UPS = '1Z5R89390357567127';

describe('the data’s own link comes first', () => {
  it.each([
    ['https://www.ups.com/track?loc=en_US&tracknum=1', 'UPS'],
    ['https://ups.com/', 'UPS'],
    ['HTTPS://Tools.USPS.com/go/x', 'USPS'],
    ['https://www.ups.com:443/track', 'UPS'],
    ['https://webtrack.dhlecs.com/orders?trackingNumber=GM1', 'DHL eCommerce'],
    ['https://www.dhl.com/us-en/home/tracking.html', 'DHL Express'],
    ['https://www.amazon.co.uk/progress', 'Amazon Logistics'],
  ])('%s', (url, carrier) => {
    expect(link({ url, number: '986578788855', carrier: 'Purolator' })).toEqual({ kind: 'link', carrier, number: '986578788855', url: new URL(url).href });
  });
  it('a host that two share takes the name the data or the number gives', () => {
    const url = 'https://www.dhl.com/track';
    expect(link({ url, carrier: 'DHL eCommerce' })).toMatchObject({ carrier: 'DHL eCommerce' });
    expect(link({ url, number: 'GM2951173225174494' })).toMatchObject({ carrier: 'DHL eCommerce' });
  });
  it('comes out so that it can stand in a message', () => {
    expect(link({ url: 'https://www.ups.com/a|b?c=<d>' })).toMatchObject({ url: 'https://www.ups.com/a%7Cb?c=%3Cd%3E' });
  });
  it.each([
    'http://www.ups.com/track', 'https://ups.com.evil.example/', 'https://evilups.com/', 'https://user@www.ups.com/', 'https://a:b@ups.com/',
    'https://www.ups.com:8443/', 'https://www.ups.com\t@evil.example/', 'https://evil.example/?u=https://www.ups.com', 'javascript:alert(1)', 'ups.com/track',
    'https://www.ups.com./', 'https://uрs.com/', '//www.ups.com/', '', `https://www.ups.com/${'x'.repeat(3000)}`, `https://www.ups.com/${'|'.repeat(900)}`,
  ])('is not believed when it is %s', (url) => {
    expect(link({ url, number: UPS })).toEqual({ kind: 'link', carrier: 'UPS', number: UPS, url: `https://www.ups.com/track?tracknum=${UPS}` });
    expect(link({ url })).toBeUndefined();
  });
});

describe('then the carrier the data names', () => {
  it.each([
    ['FedEx Home Delivery', 'FedEx'], ['FED-EX', 'FedEx'], ['U.P.S. Ground', 'UPS'], ['United States Postal Service', 'USPS'], ['USPS Priority Mail®', 'USPS'],
    ['dhl ecommerce', 'DHL eCommerce'], ['DHL Express Worldwide', 'DHL Express'], ['Amazon', 'Amazon Logistics'], ['Canada Post', 'Canada Post'], ['Royal Mail Tracked 24', 'Royal Mail'],
    ['OnTrac', 'OnTrac'], ['Lasership', 'LaserShip'], ['AusPost', 'Australia Post'], ['GLS', 'GLS'], ['DPD UK', 'DPD UK'], ['Purolator Ground', 'Purolator'],
  ])('%s', (carrier, name) => expect(link({ carrier, number: '12345' })).toMatchObject({ kind: 'link', carrier: name }));

  it('whatever the number looks like', () => expect(link({ carrier: 'FedEx', number: UPS })).toMatchObject({ carrier: 'FedEx' }));
  it('a name that means several is narrowed by the number, or offers each', () => {
    expect(link({ carrier: 'DHL', number: '3318810025' })).toMatchObject({ kind: 'link', carrier: 'DHL Express' });
    expect(link({ carrier: 'DHL', number: 'GM2951173225174494' })).toMatchObject({ kind: 'link', carrier: 'DHL eCommerce' });
    expect(link({ carrier: 'DPD', number: '01015026003653' })).toMatchObject({ kind: 'candidates', candidates: [{ carrier: 'DPD Germany' }, { carrier: 'DPD UK' }] });
  });
  it('without a number, or with what is none, it is only a name', () => {
    expect(link({ carrier: 'UPS' })).toEqual({ kind: 'text', number: undefined, carrier: 'UPS' });
    expect(link({ carrier: 'UPS', number: 'see e-mail' })).toEqual({ kind: 'text', number: 'see e-mail', carrier: 'UPS' });
  });
});

describe('then the number', () => {
  it('the only carrier it fits, proven by its check digit', () => {
    expect(link({ number: ' 1z 5R89 3903-5756 7127 ' })).toEqual({
      kind: 'link', carrier: 'UPS', number: '1z 5R89 3903-5756 7127', url: `https://www.ups.com/track?tracknum=${UPS}`,
    });
  });
  it('all of them, when it fits several', () => {
    expect(link({ number: '320610804900' })).toEqual({
      kind: 'candidates', number: '320610804900', candidates: [
        { carrier: 'FedEx', url: 'https://www.fedex.com/fedextrack/?trknbr=320610804900' },
        { carrier: 'Purolator', url: 'https://www.purolator.com/en/shipping/tracker?searchValue=320610804900' },
      ],
    });
  });
  it('a form alone proves nothing: a candidate, though the only one', () => {
    expect(link({ number: 'TBA502887274000' })).toEqual({
      kind: 'candidates', number: 'TBA502887274000', candidates: [{ carrier: 'Amazon Logistics', url: 'https://track.amazon.com/tracking/TBA502887274000' }],
    });
  });
  it('nor does a check digit while the data names a carrier we do not know', () => {
    expect(link({ carrier: 'Acme Couriers', number: UPS })).toMatchObject({ kind: 'candidates', candidates: [{ carrier: 'UPS' }] });
    expect(link({ carrier: 'Acme Couriers', number: 'A-77' })).toEqual({ kind: 'text', number: 'A-77', carrier: 'Acme Couriers' });
  });
  it('a post without a page here is named', () => expect(link({ number: 'RB123456785FR' })).toEqual({ kind: 'text', number: 'RB123456785FR', carrier: 'Post (France)' }));
  it('else it is a text', () => expect(link({ number: '1Z1111111111111111' })).toEqual({ kind: 'text', number: '1Z1111111111111111', carrier: undefined }));
  it('nothing at all is nothing', () => {
    expect(link({})).toBeUndefined();
    expect(link({ carrier: ' ', number: '', url: '' })).toBeUndefined();
  });
});

it('LaserShip keeps its dash', () => {
  expect(link({ carrier: 'LaserShip', number: '1LS7119013618127-1' })).toMatchObject({ url: 'https://www.lasership.com/track/1LS7119013618127-1' });
});

it('every link is https, to an allowed host, whatever comes in', () => {
  const carrier = fc.oneof(fc.constantFrom(...CARRIERS.flatMap(({ name, aliases }) => [name, ...aliases])), fc.string(), fc.constant(undefined));
  const number = fc.oneof(fc.constantFrom(UPS, '320610804900', '1LS-<|>&"', '1LS7/../x?y#z'), fc.string({ unit: 'binary', maxLength: 60 }), fc.constant(undefined));
  const url = fc.oneof(fc.webUrl(), fc.string().map((text) => `https://www.ups.com/${text}`), fc.string(), fc.constant(undefined));
  fc.assert(fc.property(fc.record({ carrier, number, url }), (tracking) => {
    const result = trackingLink(tracking);
    const urls = result?.kind === 'link' ? [result.url] : result?.kind === 'candidates' ? result.candidates.map((each) => each.url) : [];
    for (const each of urls) {
      const { protocol, hostname, username, port } = new URL(each);
      expect([protocol, username, port]).toEqual(['https:', '', '']);
      expect(CARRIERS.some(({ hosts }) => hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`)))).toBe(true);
      expect(each).not.toMatch(/[\s<>|"]/);
    }
  }), { numRuns: 1000 });
});
