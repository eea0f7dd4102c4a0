import { describe, expect, it } from 'vitest';
import { signWebhook, verifyWebhook } from '../../src/http/standardWebhooks.ts';
import { webhookKey, webhookSecrets } from '../../src/usecases/webhookSecret.ts';
import { aSecret, signed } from '../support/webhooks.ts';

const now = new Date('2026-11-20T12:00:00Z');
const secretsOf = (text: string) => {
  const secrets = webhookSecrets(text);
  if (!secrets) throw new Error('no secrets');
  return secrets;
};
const [ONE, OTHER] = [aSecret('one'), aSecret('other')];
const secrets = secretsOf(ONE);
const body = Buffer.from('{"send_gid":"é"}');

describe('the signature of a webhook', () => {
  it('is the one of the published example', () => {
    const headers = { 'svix-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek', 'svix-timestamp': '1614265330', 'svix-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=' };
    const request = { headers, body: Buffer.from('{"test": 2432232314}') };
    expect(verifyWebhook(request, secretsOf('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'), new Date(1_614_265_330_000))).toMatchObject({ valid: true, id: headers['svix-id'] });
  });

  it.each(['svix', 'webhook'] as const)('holds under the headers %s-…', (family) => {
    expect(verifyWebhook({ headers: signed(ONE, body, { id: 'a', at: now, family }), body }, secrets, now)).toMatchObject({ valid: true, id: 'a' });
  });

  it('is over the bytes, whatever text they would make', () => {
    const bytes = Buffer.from([0x7b, 0xff, 0xfe, 0x7d]);
    const headers = signed(ONE, bytes, { at: now });
    expect(verifyWebhook({ headers, body: bytes }, secrets, now)).toMatchObject({ valid: true });
    expect(verifyWebhook({ headers, body: Buffer.from([0x7b, 0xfd, 0xfc, 0x7d]) }, secrets, now)).toEqual({ valid: false, why: 'signature' });
  });

  it('may be by any of several secrets, or one of several signatures', () => {
    const headers = signed(OTHER, body, { at: now });
    expect(verifyWebhook({ headers, body }, secrets, now)).toEqual({ valid: false, why: 'signature' });
    expect(verifyWebhook({ headers, body }, secretsOf(`${ONE}, shipped=${OTHER}`), now)).toMatchObject({ valid: true, secret: { event: 'shipped' } });
    const both = { ...headers, 'svix-signature': `v1a,xx v1,AAAA ${headers['svix-signature']} v2,yy` };
    expect(verifyWebhook({ headers: both, body }, secretsOf(OTHER), now)).toMatchObject({ valid: true });
  });

  it.each([[-301, false], [-300, true], [0, true], [300, true], [301, false]])('of %i seconds from now: %s', (seconds, valid) => {
    const headers = signed(ONE, body, { at: new Date(now.getTime() + seconds * 1000) });
    expect(verifyWebhook({ headers, body }, secrets, now)).toMatchObject(valid ? { valid } : { valid, why: 'too-old' });
  });

  it.each([
    ['without an id', { 'svix-id': '' }, 'headers-missing'], ['with a strange id', { 'svix-id': 'a\nb' }, 'headers-missing'], ['with an endless id', { 'svix-id': 'a'.repeat(256) }, 'headers-missing'],
    ['without a time', { 'svix-timestamp': '' }, 'headers-missing'], ['with a time that is none', { 'svix-timestamp': '1e9' }, 'headers-missing'],
    ['of another version', { 'svix-signature': 'v0,AAAA' }, 'signature'], ['cut short', { 'svix-signature': 'v1,' }, 'signature'], ['of another id', { 'svix-id': 'b' }, 'signature'],
  ])('%s does not hold', (_, changed, why) => {
    expect(verifyWebhook({ headers: { ...signed(ONE, body, { id: 'a', at: now }), ...changed }, body }, secrets, now)).toEqual({ valid: false, why });
  });

  it('made here holds there', () => {
    const [secret] = secrets;
    if (!secret) throw new Error('no secret');
    expect(verifyWebhook({ headers: signWebhook(secret.key, 'a', now, body), body }, secrets, now)).toMatchObject({ valid: true, id: 'a' });
  });

  it.each(['', 'whsec_', 'whsec_c2hvcnQ=', 'secret', `whsec_!${'A'.repeat(40)}`])('takes no secret from "%s"', (text) => {
    expect(webhookKey(text)).toBeUndefined();
    expect(webhookSecrets(`${ONE},${text || 'x'}`)).toBeUndefined();
  });
});
