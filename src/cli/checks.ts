import { backgroundClient, type SlackClient } from '../slack/bolt.ts';
import { checkSlack, sendTest } from '../slack/doctor.ts';
import { API } from '../sources/sendoso/provider.ts';
import { FolderInUse } from '../store/folderLock.ts';
import { createSyncing } from '../syncing.ts';
import { UserFacingError } from '../usecases/errors.ts';
import { harmless } from '../usecases/harmless.ts';
import type { Store } from '../usecases/ports.ts';
import type { SourceState } from '../usecases/ports/sources.ts';
import { sourceLabel } from '../usecases/sourceHealth.ts';
import type { CliDeps } from './deps.ts';
import { findOrCreateWorkspace, findWorkspace } from './workspace.ts';

/** `note`: worth knowing, nothing to mend. `todo`: what to do about it. */
export type Finding = { state: 'well' | 'note' | 'wrong'; what: string; says: string; todo?: string };

/** What a check says when it fails with a sentence for operators; anything else is a defect, and thrown. */
const failing = (what: string, error: unknown): Finding => {
  if (error instanceof FolderInUse) return { state: 'note', what, says: error.message };
  if (error instanceof UserFacingError) return { state: 'wrong', what, says: error.message };
  throw error;
};

const tried = async (what: string, check: () => Promise<Finding>): Promise<Finding> => {
  try {
    return await check();
  } catch (error) {
    return failing(what, error);
  }
};

export const checkConfiguration = (deps: CliDeps): Finding => {
  try {
    const { door } = deps.botConfig();
    return { state: 'well', what: 'Configuration', says: `complete; Slack reaches the bot over ${door.kind === 'http' ? 'HTTP' : 'Socket Mode'}` };
  } catch (error) {
    return failing('Configuration', error);
  }
};

export const checkDatabase = (deps: CliDeps): Promise<Finding> =>
  tried('Database', async () => {
    await (await deps.store()).ping();
    return { state: 'well', what: 'Database', says: 'answers, and its schema is up to date' };
  });

const silent = { error: () => undefined, warn: () => undefined, info: () => undefined, debug: () => undefined };
const clientOf = (deps: CliDeps): SlackClient => {
  const { slack } = deps.botConfig();
  return backgroundClient({ token: slack.botToken, apiUrl: slack.apiUrl, log: silent, timeout: 0 });
};

/** Without a complete configuration there is nothing to reach Slack with; that was said. */
const isConfigured = (deps: CliDeps): boolean => checkConfiguration(deps).state === 'well';

export const checkSlackAccess = (deps: CliDeps): Promise<Finding> =>
  tried('Slack', async () => {
    if (!isConfigured(deps)) return { state: 'note', what: 'Slack', says: 'not looked at: the configuration is not complete' };
    const { workspace, missing } = await checkSlack(clientOf(deps), { links: deps.botConfig().trackerLink !== undefined });
    if (missing === undefined) return { state: 'note', what: 'Slack', says: `"${harmless(workspace)}" lets us in, but does not say with which permissions` };
    if (missing.length === 0) return { state: 'well', what: 'Slack', says: `"${harmless(workspace)}" lets us in, with every permission the bot needs` };
    return { state: 'wrong', what: 'Slack', says: `the bot lacks ${missing.join(', ')}`, todo: 'Take manifest.yml over into your Slack app (with TRACKER_URL set: what `npm run -s manifest` prints), and install it again.' };
  });

export const sendTestTo = (deps: CliDeps, email: string): Promise<Finding> =>
  tried('Test message', async () => {
    if (!isConfigured(deps)) return { state: 'wrong', what: 'Test message', says: 'not sent: the configuration is not complete' };
    await sendTest(clientOf(deps), email);
    return { state: 'well', what: 'Test message', says: `sent to ${harmless(email)}` };
  });

/** Where the database can't be opened, that was said. */
const openedStore = (deps: CliDeps): Promise<Store | undefined> =>
  deps.store().catch((error: unknown) => {
    if (error instanceof UserFacingError) return undefined;
    throw error;
  });
const UNSEEN = 'not looked at: the database can’t be opened';

export const checkProvider = async (deps: CliDeps, named: string | undefined): Promise<Finding[]> => [
  await tried('Provider', async () => {
    const config = deps.provider();
    const { access } = config.provider;
    if (!access) return { state: 'note', what: 'Provider', says: 'its API is not configured; data comes from files and webhooks only' };
    const store = await openedStore(deps);
    if (!store) return { state: 'note', what: 'Provider', says: UNSEEN };
    // As the first sync would make it: what a refresh token is exchanged for has to be kept somewhere.
    const workspace = await findOrCreateWorkspace(store.workspaces, named);
    const { provider } = createSyncing({ config, access, store, clock: deps.clock, pause: deps.pause, broke: () => undefined }, workspace.id);
    return { state: 'well', what: 'Provider', says: `its API answers, to us as ${harmless(await provider.whoAmI(deps.signal()))}` };
  }),
];

const ASIDE_SHOWN = 10;

export const checkSources = async (deps: CliDeps, named: string | undefined): Promise<Finding[]> => {
  try {
    const store = await openedStore(deps);
    if (!store) return [{ state: 'note', what: 'Data', says: UNSEEN }];
    const workspace = await findWorkspace(store.workspaces, named);
    if (!workspace) return [{ state: 'note', what: 'Data', says: 'none has come in yet' }];
    const sources = await store.sources.all(workspace.id);
    const aside = await store.syncs.aside(workspace.id, API, ASIDE_SHOWN);
    const found = sources.map((source) => sourceFinding(source, deps.clock()));
    if (aside.count === 0) return found.length > 0 ? found : [{ state: 'note', what: 'Data', says: 'none has come in yet' }];
    const listed = aside.latest.map(({ key, reason }) => `${harmless(key)} ${reason}`).join('; ');
    const says = `${aside.count.toLocaleString('en-US')} could not be used: ${listed}${aside.count > aside.latest.length ? '; …' : ''}`;
    return [...found, { state: 'wrong', what: 'Sends set aside', says, todo: 'Mend them where they come from: they are taken by the next reading that understands them.' }];
  } catch (error) {
    return [failing('Data', error)];
  }
};

const sourceFinding = ({ name, readAt, heardAt, dueAt, failingSince, failure }: SourceState, now: Date): Finding => {
  const what = sourceLabel(name);
  const read = readAt ? `last read ${readAt.toISOString()}` : heardAt ? `last heard ${heardAt.toISOString()}` : 'never read';
  if (failingSince) return { state: 'wrong', what, says: `${read}, failing since ${failingSince.toISOString()}`, todo: failure ?? 'The log says why.' };
  if (dueAt && dueAt < now) return { state: 'wrong', what, says: `${read}, and should have been read again by ${dueAt.toISOString()}`, todo: 'Is the bot running?' };
  return { state: 'well', what, says: read };
};
