export type Link = { domain: string; url: string };

/** Typed text as Slack keeps it: what looks like an address becomes a link. What is markup already stays. */
export const withLinks = (text: string): string =>
  text.replace(/<[^<>]*>|https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)'"\]]/g, (found) => (found.startsWith('<') ? found : `<${found}>`));

/** The links in a message's text to these domains, or to hosts below them. */
export const linksIn = (text: string, domains: readonly string[]): Link[] =>
  [...text.matchAll(/<(https?:\/\/[^<>|]+)(?:\|[^<>]*)?>/g)].flatMap(([, url = '']) => {
    const host = URL.canParse(url) ? new URL(url).hostname : '';
    const domain = domains.find((each) => host === each || host.endsWith(`.${each}`));
    return domain === undefined ? [] : [{ domain, url }];
  });
