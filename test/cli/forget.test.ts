import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { quickest } from '../support/databases.ts';
import { emailOf, type FrontDoor, numbered, openFrontDoor } from '../slack/frontDoor.ts';
import { someDeps } from './someDeps.ts';

describe.each([quickest])('tracker forget, beside the bot', ({ open }) => {
  let door: FrontDoor;
  beforeAll(async () => {
    door = await openFrontDoor(await open());
  });
  afterAll(() => door.close());

  const call = async (words: readonly string[]) => {
    const printed: string[] = [];
    const complaints: string[] = [];
    const deps = someDeps(door.store, (line) => printed.push(line), { clock: door.now });
    const code = await run(deps, words, (line) => complaints.push(line));
    return { code, printed: printed.join('\n'), complaints: complaints.join('\n') };
  };

  it('takes a recipient out of answers, and out of messages that were posted', async () => {
    const sam = await door.member('Sam Lee');
    await sam.types('/sends whoami');
    await door.store.workspaces.markSourceRead(door.workspaceId, 'CSV', door.now());
    const happened = numbered(900, { senderEmail: emailOf('Sam Lee'), observations: [{ status: { name: 'SHIPPED' }, at: door.now(), approximate: false }] });
    await door.store.recorder.record(door.workspaceId, [happened], { source: 'webhook', now: door.now(), dryRun: false });
    await door.delivered();
    const [card] = sam.sees();
    expect(card?.visible).toContain('Jane Park');
    expect(await call(['forget', 'Jane@Acme.example'])).toMatchObject({ code: 0, printed: expect.stringContaining('Erased in 1 send.') });
    await door.delivered();
    expect(JSON.stringify(sam.sees().map(({ visible, text }) => [visible, text]))).not.toContain('Jane');
    expect((await sam.types('/send 900')).visible).not.toContain('Jane');
    expect((await sam.types('/sends jane')).visible).toContain('Nothing matches');
    expect(await call(['forget', 'jane@acme.example'])).toMatchObject({ code: 0, printed: expect.stringContaining('No send went to this address.') });
  });

  it('wants an address', async () => {
    expect(await call(['forget', 'Jane'])).toMatchObject({ code: 1, complaints: '"Jane" is not an e-mail address.' });
    expect(await call(['forget'])).toMatchObject({ code: 2 });
  });
});
