import { describe, expect, inject, it } from 'vitest';
import { startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { openStore } from '../../src/store/open.ts';
import { databases } from '../support/databases.ts';
import { emailOf, openFrontDoor, SECRET, TODAY } from './frontDoor.ts';

describe.runIf(inject('postgres'))('canceling through two instances at once, on PostgreSQL', () => {
  it('of twenty people who submit at the same moment one cancels, and nineteen get a plain answer', async () => {
    const postgres = databases.find(({ name }) => name === 'PostgreSQL');
    if (!postgres) throw new Error('no PostgreSQL');
    const db = await postgres.open();
    const door = await openFrontDoor(db, { CANCEL_MODE: 'handoff' });
    const { slack } = door;
    const config = readConfig({
      SLACK_BOT_TOKEN: slack.app.token, SLACK_API_URL: slack.apiUrl, SLACK_SIGNING_SECRET: SECRET, ADMIN_EMAILS: emailOf('Ana Ruiz'), PORT: '0', HOST: '127.0.0.1',
    });
    const store = await openStore({ databaseUrl: db.url, dataDir: '', owner: 'a second instance' });
    const second = await startApp({ config, store, clock: () => TODAY, log: createLog('silent') });
    await second.connected;
    const urls = [door.url, `http://127.0.0.1:${second.port}/slack/events`];
    await door.sends({ observations: [{ status: { name: 'CONFIRMING_ADDRESS' }, at: TODAY, approximate: false }], tracking: {} });
    const people = [];
    for (let i = 0; i < 20; i++) {
      const person = await door.member(`Boss ${i}`, 'ADMIN');
      slack.connect(urls[i % 2] ?? '', SECRET);
      await person.types('/send 1234 cancel');
      await person.modalFilled('How much comes back');
      people.push(person);
    }
    const submitted = people.map((person, i) => {
      slack.connect(urls[i % 2] ?? '', SECRET);
      return person.submits({});
    });
    await Promise.all(submitted);
    await slack.idle();
    const answers = people.map((person) => person.modal?.visible ?? '');
    expect(answers.filter((answer) => answer.startsWith('*Cancel requested*'))).toHaveLength(1);
    expect(answers.filter((answer) => answer.startsWith('*Somebody has asked to cancel it already*'))).toHaveLength(19);
    expect(await db.query('SELECT state FROM cancel_requests')).toEqual([{ state: 'WAITING' }]);
    await second.stop();
    await door.close();
  }, 120_000);
});
