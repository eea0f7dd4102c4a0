import { z } from 'zod';
import { type Act, answeredSchema, type Answered, type Screen, type Update, updateSchema } from '../../../src/sandbox/page/protocol.ts';
import { startPage } from '../../../src/sandbox/page/server.ts';
import type { ControlPanel } from '../../../src/sandbox/page/stage.ts';
import { type LocalSlack, type Person, startLocalSlack } from '../../../src/sandbox/slack/index.ts';
import { startEchoBot } from '../slack/echo-bot.ts';

const panel: ControlPanel = {
  shown: () => ({ ahead: 0, facts: [], plays: [] }),
  play: async (id, values) => ({ said: `${id} ${JSON.stringify(values)}`, failed: false }),
  subscribe: () => () => undefined,
  watch: () => () => undefined,
};

/** What a stream has told so far. */
export type Stream = { updates: Update[]; until: (fits: (update: Update) => boolean) => Promise<Update>; leave: () => void };

export type OpenPage = {
  url: string;
  slack: LocalSlack;
  ana: Person;
  ben: Person;
  act: (as: Person, act: Act) => Promise<Answered>;
  stream: (as: Person) => Promise<Stream>;
  screen: (as: Person) => Promise<Screen>;
  close: () => Promise<void>;
};

const readStream = async (url: string): Promise<Stream> => {
  const leaving = new AbortController();
  const response = await fetch(url, { signal: leaving.signal });
  const updates: Update[] = [];
  let wake = (): void => undefined;
  const read = async (): Promise<void> => {
    let rest = '';
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const lines = `${rest}${z.string().parse(chunk)}`.split('\n\n');
      rest = lines.pop() ?? '';
      updates.push(...lines.map((line) => updateSchema.parse(JSON.parse(line.replace(/^data: /, '')))));
      wake();
    }
  };
  read().catch((error: unknown) => { if (!leaving.signal.aborted) throw error; });
  return {
    updates,
    until: async (fits) => {
      for (;;) {
        const found = updates.find(fits);
        if (found) return found;
        await new Promise<void>((resolve) => { wake = resolve; });
      }
    },
    leave: () => leaving.abort(),
  };
};

/** The page of a local Slack with an echoing bot: Ana is in a channel that Ben is not. */
export const openPage = async (): Promise<OpenPage> => {
  const slack = await startLocalSlack({ commands: { '/echo': { shouldEscape: true } } });
  const bot = await startEchoBot(slack);
  const [ana, ben] = [slack.user({ name: 'Ana Ruiz' }), slack.user({ name: 'Ben Carter' })];
  slack.channel({ name: 'secret', private: true, members: [ana], withBot: true });
  const roles = [{ person: ana, about: 'Admin' }, { person: ben, about: 'Manager' }];
  const page = await startPage({ slack, roles, commands: [{ name: '/echo', hint: '[text]', does: 'Echoes' }], hasHome: true, mayWriteToBot: true, panel }, { port: 0 });
  const stream = (as: Person): Promise<Stream> => readStream(`${page.url}api/stream?as=${as.id}`);
  return {
    url: page.url, slack, ana, ben, stream,
    act: async (as, act) => {
      const response = await fetch(`${page.url}api/act`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ as: as.id, act }) });
      return answeredSchema.parse(await response.json());
    },
    screen: async (as) => {
      const opened = await stream(as);
      const update = await opened.until(({ kind }) => kind === 'screen');
      opened.leave();
      if (update.kind !== 'screen') throw new Error('the first update is the screen');
      return update.screen;
    },
    close: async () => {
      await slack.idle();
      await page.stop();
      await bot.stop();
      await slack.stop();
    },
  };
};
