/** The web address of a send, as configured: `{id}` stands for its number. */
export type SendLink = {
  /** Slack tells of links by it. */
  host: string;
  /** What a link of this form names; undefined for any other address. */
  nameIn(address: string): string | undefined;
  /** The page of a send by its number; undefined for a number of our own, which nobody else knows. */
  pageOf(number: string): string | undefined;
};

const PLACE = '{id}';
const OWN_NUMBER = /^T-/;
/** Stands for the place in an address that is read as one. */
const MARK = 'sendtrackermark';
const LONGEST = 200;

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const decoded = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined; // a stray %: not an address we made
  }
};

/** The name in a part of an address that has the mark's place; `rest` may follow it. */
const matcher = (pattern: string, rest: string) => {
  const [before = '', after = ''] = pattern.split(MARK);
  const form = new RegExp(`^${literally(before)}([^/?#&]{1,${LONGEST}})${literally(after)}${rest}$`);
  return (part: string): string | undefined => {
    const name = decoded(form.exec(part)?.[1] ?? '')?.trim();
    return name === undefined || name === '' || /\p{C}/u.test(name) ? undefined : name;
  };
};

/** How links of a pattern are read; undefined when it is no https address with one `{id}` behind its host. What else people's links carry (`?utm_source=…`) does not matter. */
export const sendLink = (pattern: string): SendLink | undefined => {
  if (pattern.split(PLACE).length !== 2 || !URL.canParse(pattern.replace(PLACE, MARK))) return undefined;
  const { protocol, host, pathname, search, hash, username } = new URL(pattern.replace(PLACE, MARK));
  if (protocol !== 'https:' || host.includes(MARK) || username !== '') return undefined;
  const inPath = pathname.includes(MARK) ? matcher(pathname, '/?') : undefined;
  const key = [...new URLSearchParams(search)].find(([, value]) => value.includes(MARK))?.[0];
  const value = key === undefined ? undefined : matcher(new URLSearchParams(search).get(key) ?? '', '');
  const inHash = hash.includes(MARK) ? matcher(hash, '(?:[/?&].*)?') : undefined;
  if (!inPath && !value && !inHash) return undefined;
  return {
    host,
    pageOf: (number) => (OWN_NUMBER.test(number) ? undefined : pattern.replace(PLACE, encodeURIComponent(number))),
    nameIn: (address) => {
      if (!URL.canParse(address)) return undefined;
      const url = new URL(address);
      if (url.host !== host || !/^https?:$/.test(url.protocol)) return undefined;
      if (inPath) return inPath(url.pathname);
      if (url.pathname.replace(/\/$/, '') !== pathname.replace(/\/$/, '')) return undefined;
      return key !== undefined && value ? value(url.searchParams.get(key) ?? '') : inHash?.(url.hash);
    },
  };
};
