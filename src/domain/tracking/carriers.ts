import { fedexExpress, gls, gs1, letteredModulo10, luhn, modulo37, modulo7, s10, type Check } from './checkDigits.ts';

/** How a carrier's numbers look. Without `check`, none is published: such a match is a possibility and proves nothing. */
export type NumberForm = { form: RegExp; check?: Check };

export type Carrier = {
  name: string;
  /**
   * How data spells it, besides its name; case, spaces and dots make no difference, and a service may follow (`UPS Ground`).
   * One may mean several carriers.
   */
  aliases: readonly string[];
  /** Where its links may lead: these hosts and their subdomains. The first carrier with a host lends the link its name. */
  hosts: readonly string[];
  /** Its tracking page; `{number}` is replaced, percent-encoded. */
  link: string;
  /** Numbers are compared in upper case without spaces and dashes. Forms are anchored and without nested repetition. */
  numbers: readonly NumberForm[];
  /** Its numbers carry dashes that its page wants to see. */
  keepsDashes?: true;
};

const s10Of = (country: string): NumberForm => ({ form: new RegExp(`^[A-Z]{2}\\d{9}${country}$`), check: (number) => s10(number.slice(2, 11)) });
/** DPD's label number, 14 digits, bare or with its check character; the barcode of 28 has destination and service around it. */
const DPD_NUMBERS: readonly NumberForm[] = [
  { form: /^\d{14}$/ },
  { form: /^\d{14}[0-9A-Z]$/, check: modulo37 },
  { form: /^\d{27}[0-9A-Z]$/, check: modulo37 },
];

/**
 * The one table of carriers. Forms and check digits after the public collection jkeen/tracking_number_data (MIT) and the
 * sources named in `checkDigits.ts`; tracking pages after public code, none of them opened from here.
 */
export const CARRIERS: readonly Carrier[] = [
  {
    name: 'UPS', aliases: ['United Parcel Service'], hosts: ['ups.com'], link: 'https://www.ups.com/track?tracknum={number}',
    numbers: [{ form: /^1Z[A-Z0-9]{15}\d$/, check: (number) => letteredModulo10(number.slice(2)) }, { form: /^T\d{10}$/ }],
  },
  {
    name: 'FedEx', aliases: ['Federal Express', 'FDX'], hosts: ['fedex.com'], link: 'https://www.fedex.com/fedextrack/?trknbr={number}',
    numbers: [
      { form: /^\d{12}$/, check: fedexExpress },
      { form: /^DT\d{12}$/, check: (number) => fedexExpress(number.slice(2)) },
      { form: /^\d{15}$/, check: gs1 },
      // SmartPost leaves out its 92 when printed with 20 digits, and counts it.
      { form: /^\d{20}$/, check: (number) => gs1(`92${number}`) },
      { form: /^92\d{20}$/, check: gs1 },
      { form: /^96\d{20}$/, check: (number) => gs1(number.slice(-15)) },
      { form: /^(?:100\d|96\d\d)\d{30}$/, check: (number) => fedexExpress(number.slice(-14)) },
    ],
  },
  {
    name: 'USPS', aliases: ['United States Postal Service', 'US Postal Service', 'US Mail'], hosts: ['usps.com'],
    link: 'https://tools.usps.com/go/TrackConfirmAction?tLabels={number}',
    numbers: [
      // 00 begins the shipping codes of other industries. A number printed without its 91 counts it.
      { form: /^(?!00)\d{20}$/, check: (number) => gs1(number) || gs1(`91${number}`) },
      { form: /^9[1-5]\d{20}$/, check: gs1 },
      { form: /^9[1-5]\d{24}$/, check: gs1 },
      // With the destination's postal code before it: 420, five digits, or nine.
      { form: /^420\d{5}9[1-5]\d{20}$/, check: (number) => gs1(number.slice(8)) },
      { form: /^420\d{9}9[1-5]\d{20}$/, check: (number) => gs1(number.slice(12)) },
      { form: /^420\d{5}9[1-5]\d{24}$/, check: (number) => gs1(number.slice(8)) },
      s10Of('US'),
    ],
  },
  {
    name: 'DHL Express', aliases: ['DHL'], hosts: ['dhl.com', 'dhl.de'],
    link: 'https://www.dhl.com/us-en/home/tracking/tracking-express.html?submit=1&tracking-id={number}',
    numbers: [{ form: /^\d{10,11}$/, check: modulo7 }, { form: /^J(?:D|JD|VGL)\d{9,20}$/ }],
  },
  {
    name: 'DHL eCommerce', aliases: ['DHL', 'DHL Global Mail', 'DHLGM'], hosts: ['dhlecs.com', 'dhl.com'],
    link: 'https://webtrack.dhlecs.com/orders?trackingNumber={number}',
    numbers: [{ form: /^(?:GM|LX|RX|UV|CN|SG|TH|IN|HK|MY)\d{10,38}$/ }],
  },
  {
    name: 'Amazon Logistics', aliases: ['Amazon', 'AMZL', 'AMZN'], hosts: ['amazon.com', 'amazon.ca', 'amazon.com.mx', 'amazon.co.uk'],
    link: 'https://track.amazon.com/tracking/{number}',
    numbers: [{ form: /^TB[ACM]\d{12}$/ }],
  },
  {
    name: 'Canada Post', aliases: ['Postes Canada', 'Canada Post Postes Canada'], hosts: ['canadapost-postescanada.ca', 'canadapost.ca'],
    link: 'https://www.canadapost-postescanada.ca/track-reperage/en#/search?searchFor={number}',
    numbers: [{ form: /^\d{16}$/, check: gs1 }, s10Of('CA')],
  },
  {
    name: 'Royal Mail', aliases: [], hosts: ['royalmail.com'], link: 'https://www.royalmail.com/track-your-item#/tracking-results/{number}',
    numbers: [s10Of('GB')],
  },
  {
    name: 'OnTrac', aliases: [], hosts: ['ontrac.com'], link: 'https://www.ontrac.com/tracking/?number={number}',
    numbers: [{ form: /^[CD]\d{14}$/, check: letteredModulo10 }],
  },
  {
    name: 'LaserShip', aliases: [], hosts: ['lasership.com'], link: 'https://www.lasership.com/track/{number}', keepsDashes: true,
    numbers: [{ form: /^1LS\d{12,17}$/ }, { form: /^L[AEHIMNX]\d{8}$/ }],
  },
  {
    name: 'Australia Post', aliases: ['AusPost', 'eParcel'], hosts: ['auspost.com.au'],
    link: 'https://auspost.com.au/mypost/track/#/details/{number}',
    // An eParcel consignment and its articles have check digits, published nowhere we know of.
    numbers: [s10Of('AU'), { form: /^[A-Z]{3}\d{7}(?:\d{6}|\d{8})?$/ }, { form: /^33[A-Z0-9]{3}\d{16,18}$/ }],
  },
  {
    name: 'GLS', aliases: ['General Logistics Systems'], hosts: ['gls-group.eu', 'gls-group.com'], link: 'https://gls-group.eu/track/{number}',
    numbers: [{ form: /^\d{12}$/, check: gls }, { form: /^\d{11}$/ }],
  },
  {
    name: 'DPD Germany', aliases: ['DPD', 'DPD DE'], hosts: ['dpd.de', 'dpd.com', 'dpdgroup.com'],
    link: 'https://tracking.dpd.de/status/en_US/parcel/{number}', numbers: DPD_NUMBERS,
  },
  {
    name: 'DPD UK', aliases: ['DPD', 'DPD GB'], hosts: ['dpd.co.uk'], link: 'https://track.dpd.co.uk/search?reference={number}', numbers: DPD_NUMBERS,
  },
  {
    name: 'Purolator', aliases: ['Puro'], hosts: ['purolator.com'], link: 'https://www.purolator.com/en/shipping/tracker?searchValue={number}',
    numbers: [{ form: /^[0-5]\d{11}$/, check: luhn }, { form: /^[A-Z]{3}\d{9}$/ }],
  },
];
