import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { httpManifest, withLinks } from '../../src/cli/manifest.ts';
import { METHOD_SCOPES as SLACK_SCOPES } from '../../src/sandbox/slack/index.ts';
import { LINKS, METHOD_SCOPES, ROUTE_SCOPES } from '../../src/slack/methods.ts';
import { routesOf } from '../../src/slack/routes.ts';
import { noVerbs } from './noVerbs.ts';

/** What Slack's v2 schema demands, as far as it bites. */
const schema = z.strictObject({
  _metadata: z.strictObject({ major_version: z.literal(2), minor_version: z.number() }),
  display_information: z.strictObject({
    name: z.string().max(35), description: z.string().max(140), long_description: z.string().min(175).max(4000), background_color: z.string().regex(/^#[0-9a-f]{6}$/),
  }),
  features: z.strictObject({
    app_home: z.strictObject({ home_tab_enabled: z.boolean(), messages_tab_enabled: z.literal(true), messages_tab_read_only_enabled: z.boolean() }),
    bot_user: z.strictObject({ display_name: z.string().max(80), always_online: z.boolean() }),
    slash_commands: z.array(z.strictObject({
      command: z.string().startsWith('/').max(32), url: z.url().optional(), description: z.string().max(2000), usage_hint: z.string().max(1000), should_escape: z.literal(true),
    })),
    unfurl_domains: z.array(z.string().regex(/^[a-z0-9.-]+$/)).max(5).optional(),
    shortcuts: z.array(z.strictObject({ name: z.string().max(24), type: z.enum(['global', 'message']), callback_id: z.string().max(255), description: z.string().max(150) })),
  }),
  oauth_config: z.strictObject({ scopes: z.strictObject({ bot: z.array(z.string()) }) }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({ request_url: z.url().optional(), bot_events: z.array(z.string()) }),
    interactivity: z.strictObject({ is_enabled: z.literal(true), request_url: z.url().optional(), message_menu_options_url: z.url().optional() }),
    org_deploy_enabled: z.boolean(), socket_mode_enabled: z.boolean(), token_rotation_enabled: z.boolean(),
  }),
});
type Manifest = z.output<typeof schema>;
const socketMode = readFileSync('manifest.yml', 'utf8');
const overHttp = httpManifest(socketMode, 'https://tracker.corp.example');

const LINK = 'https://gifts.corp.example:8443/sends/{id}';
const withoutLinks = routesOf(noVerbs);
const linked = routesOf({ ...noVerbs, linkShared: async () => undefined });
const forLinks: readonly string[] = LINKS.scopes;
const sources = readdirSync('src/slack', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(`src/slack/${name}`, 'utf8')).join('\n');
const called = [...new Set([...sources.matchAll(/\bweb\.(\w+)\.(\w+)\(/g)].map(([, group, method]) => `${group}.${method}`))].toSorted();
/** Of the scopes for each kind of conversation we need those. */
const SOME_KINDS: Readonly<Record<string, string[]>> = {
  'conversations.history': ['im:history'], 'conversations.replies': ['im:history'], 'conversations.info': ['channels:read', 'groups:read'],
};
const sorted = (names: Iterable<string>): string[] => [...new Set(names)].toSorted();

const addresses = ({ settings, features }: Manifest): (string | undefined)[] =>
  [settings.event_subscriptions.request_url, settings.interactivity.request_url, settings.interactivity.message_menu_options_url, ...features.slash_commands.map(({ url }) => url)];

describe.each([
  ['manifest.yml', socketMode, withoutLinks], ['its variant over HTTP', overHttp, withoutLinks], ['its variant for links', withLinks(socketMode, LINK), linked],
  ['its variant over HTTP for links', withLinks(overHttp, LINK), linked],
])('%s asks for what the code has, and for nothing more', (_name, text, routes) => {
  const manifest = schema.parse(parse(text));

  it('commands', () => {
    expect(manifest.features.slash_commands.map(({ command }) => command)).toEqual(Object.keys(routes.commands));
  });

  it('events', () => {
    expect(manifest.settings.event_subscriptions.bot_events).toEqual(Object.keys(routes.events));
  });

  it('shortcuts', () => {
    expect(manifest.features.shortcuts.map(({ callback_id: id }) => id).toSorted()).toEqual(Object.keys(routes.shortcuts).toSorted());
  });

  it('every Web API method called stands in the table, with the scopes Slack wants for it', () => {
    expect(called).toEqual(sorted(Object.keys(METHOD_SCOPES)));
    for (const method of called) expect(METHOD_SCOPES[method]).toEqual(expect.arrayContaining(SOME_KINDS[method] ?? [...(SLACK_SCOPES[method] ?? [])]));
  });

  it('scopes', () => {
    const needed = [...ROUTE_SCOPES.commands, ...Object.values(ROUTE_SCOPES.events).flat(), ...Object.values(METHOD_SCOPES).flat()];
    const asked = routes === linked ? [...needed, ...forLinks] : needed.filter((scope) => !forLinks.includes(scope));
    expect(sorted(manifest.oauth_config.scopes.bot)).toEqual(sorted(asked));
    expect(Object.keys(ROUTE_SCOPES.events)).toEqual(Object.keys(withoutLinks.events));
  });

  it('links of the configured host, or none', () => {
    expect(manifest.features.unfurl_domains).toEqual(routes === linked ? ['gifts.corp.example'] : undefined);
  });
});

describe('where Slack sends its requests', () => {
  it('is over the bot’s own connection in manifest.yml, which names no address', () => {
    const manifest = schema.parse(parse(socketMode));
    expect(manifest.settings.socket_mode_enabled).toBe(true);
    expect(addresses(manifest).filter((address) => address !== undefined)).toEqual([]);
  });

  it('is the one address in the variant over HTTP, and nothing else differs', () => {
    const manifest = schema.parse(parse(overHttp));
    expect(manifest.settings.socket_mode_enabled).toBe(false);
    expect(new Set(addresses(manifest))).toEqual(new Set(['https://tracker.corp.example/slack/events']));
    const same = overHttp.replace('socket_mode_enabled: false', 'socket_mode_enabled: true').split('\n').filter((line) => !/^ *(request_|message_menu_options_)?url:/.test(line)).join('\n');
    expect(parse(same)).toEqual(parse(socketMode));
  });

  it.each([['https://corp.example/', 'https://corp.example/slack/events'], ['https://corp.example:8443', 'https://corp.example:8443/slack/events']])(
    '%s is %s', (address, url) => expect(httpManifest(socketMode, address)).toContain(`request_url: ${url}\n`));

  it.each([
    '', 'http://corp.example', 'corp.example', 'https://corp.example/?x=1', 'https://corp.example?', 'https://corp.example/#x', 'https://corp.example/tracker',
    'https://corp.example/slack/events', 'https://ana:secret@corp.example',
  ])('cannot be %j', (address) => {
    expect(() => httpManifest(socketMode, address)).toThrow('npm run manifest -- https://your-host');
  });
});
