import type { Tracking } from '../send.ts';
import { foldKey } from '../text.ts';
import { CARRIERS, type Carrier } from './carriers.ts';
import { detectCarriers, plainNumber, postalCountry } from './detect.ts';

/** What can be offered for a parcel. Texts are as they came: not escaped, not shortened. `url` is https, on an allowed host. */
export type TrackingLink =
  | { kind: 'link'; carrier: string; number: string | undefined; url: string }
  /** May be any of these; the likelier first. */
  | { kind: 'candidates'; number: string; candidates: readonly { carrier: string; url: string }[] }
  /** Nothing to click; `carrier` is what the data calls it, or the post a number belongs to. */
  | { kind: 'text'; number: string | undefined; carrier: string | undefined };

/** Longer links are not for people, and more than a button takes. */
const URL_LIMIT = 2000;

const hostedBy = (host: string): Carrier[] =>
  CARRIERS.filter(({ hosts }) => hosts.some((allowed) => host === allowed || host.endsWith(`.${allowed}`)));

/** The carriers whose page a link from outside leads to, and the link as it may be shown; undefined when it must not be. */
const trustedUrl = (text: string): { url: string; carriers: Carrier[] } | undefined => {
  if (text.length > URL_LIMIT || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  const carriers = hostedBy(url.hostname);
  const plain = url.protocol === 'https:' && url.username === '' && url.password === '' && url.port === '';
  const shown = url.href.replaceAll('|', '%7C');
  return plain && carriers.length > 0 && shown.length <= URL_LIMIT ? { url: shown, carriers } : undefined;
};

const byName: ReadonlyMap<string, readonly Carrier[]> = (() => {
  const map = new Map<string, Carrier[]>();
  for (const carrier of CARRIERS) {
    for (const name of new Set([carrier.name, ...carrier.aliases].map(foldKey))) map.set(name, [...(map.get(name) ?? []), carrier]);
  }
  return map;
})();

/** How many words of a carrier's name in the data are looked at. */
const NAME_WORDS = 6;

/** The carriers a name in the data means: the longest beginning of it that is one's name (`UPS Ground`, `FedEx Home Delivery`). */
const carriersNamed = (name: string): readonly Carrier[] => {
  const words = name.slice(0, 100).split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '').slice(0, NAME_WORDS);
  for (let count = words.length; count > 0; count--) {
    const carriers = byName.get(foldKey(words.slice(0, count).join('')));
    if (carriers) return carriers;
  }
  return [];
};

/** A carrier's tracking page for a number; undefined for what can't be a number. */
const pageFor = (carrier: Carrier, number: string): string | undefined => {
  const plain = plainNumber(number);
  if (plain === undefined) return undefined;
  const written = carrier.keepsDashes ? number.toUpperCase().replace(/\s+/g, '') : plain;
  return carrier.link.replace('{number}', encodeURIComponent(written));
};

const pagesFor = (carriers: readonly Carrier[], number: string): { carrier: string; url: string }[] =>
  carriers.flatMap((carrier) => {
    const url = pageFor(carrier, number);
    return url === undefined ? [] : [{ carrier: carrier.name, url }];
  });

/** One page is the link; several are candidates. */
const offer = (carriers: readonly Carrier[], number: string): TrackingLink | undefined => {
  const pages = pagesFor(carriers, number);
  const [only, ...more] = pages;
  if (!only) return undefined;
  return more.length === 0 ? { kind: 'link', ...only, number } : { kind: 'candidates', number, candidates: pages };
};

/** Those of the carriers that others single out, if they do: a name or a link that means several, narrowed by what else is known. */
const narrowed = (carriers: readonly Carrier[], by: readonly Carrier[]): readonly Carrier[] => {
  const both = carriers.filter((carrier) => by.includes(carrier));
  return both.length === 1 ? both : carriers;
};

const present = (text: string | undefined): string | undefined => (text === undefined || text.trim() === '' ? undefined : text.trim());

/**
 * Where a parcel can be looked up, trusting in this order: the data's own link (https, host on the carriers' list, no user,
 * no port) · the carrier it names · the only carrier the number fits, when its check digit proves it · every carrier it fits ·
 * nothing but text. A number proves no carrier while the data names another we do not know. Undefined when there is nothing at all.
 */
export const trackingLink = (tracking: Pick<Tracking, 'carrier' | 'number' | 'url'>): TrackingLink | undefined => {
  const name = present(tracking.carrier);
  const number = present(tracking.number);
  const named = name === undefined ? [] : carriersNamed(name);
  const detected = number === undefined ? [] : detectCarriers(number);
  const fitting = detected.map(({ carrier }) => carrier);
  const trusted = tracking.url === undefined ? undefined : trustedUrl(tracking.url);
  if (trusted) {
    const [carrier] = narrowed(narrowed(trusted.carriers, fitting), named);
    if (carrier) return { kind: 'link', carrier: carrier.name, number, url: trusted.url };
  }
  const text: TrackingLink = { kind: 'text', number, carrier: name };
  if (number === undefined) return name === undefined ? undefined : text;
  if (named.length > 0) return offer(narrowed(named, fitting), number) ?? text;
  const proven = name === undefined && detected.length === 1 && detected[0]?.checked === true;
  if (proven) return offer(fitting, number) ?? text;
  const candidates = pagesFor(fitting, number);
  if (candidates.length > 0) return { kind: 'candidates', number, candidates };
  const country = name === undefined ? postalCountry(number) : undefined;
  return country === undefined ? text : { kind: 'text', number, carrier: `Post (${country})` };
};
