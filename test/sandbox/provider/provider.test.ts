import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deliver, type LocalProvider, signWebhook, startLocalProvider, statusEvent } from '../../../src/sandbox/provider/index.ts';

let provider: LocalProvider;
let now: Date;
beforeEach(async () => {
  now = new Date('2026-11-20T12:00:00Z');
  provider = await startLocalProvider({ clock: () => now });
});
afterEach(() => provider.stop());

const get = (path: string, token = provider.oauth.grant()): Promise<Response> =>
  fetch(`${provider.apiUrl}${path}`, { headers: { authorization: `Bearer ${token}` } });
const refresh = (refreshToken: string, secret = provider.oauth.client.secret): Promise<Response> =>
  fetch(`${provider.origin}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'refresh_token', client_id: provider.oauth.client.id, client_secret: secret, refresh_token: refreshToken }),
  });

describe('the local provider', () => {
  it('lists sends newest first, in documented pages', async () => {
    for (let i = 0; i < 12; i++) provider.add.send();
    const body = await (await get('/send?page=2&per_page=10')).json();
    expect(body).toMatchObject({ current_page: 2, per_page: 10, total_count: 12, sends: [{ id: 2 }, { id: 1 }] });
  });

  it('gives no more than 100 a page, and 10 unless asked', async () => {
    for (let i = 0; i < 120; i++) provider.add.send();
    expect(await (await get('/send?per_page=500')).json()).toMatchObject({ per_page: 100, sends: { length: 100 } });
    expect(await (await get('/send')).json()).toMatchObject({ per_page: 10 });
  });

  it('names people, groups and campaigns as documented', async () => {
    const group = provider.add.group('EMEA');
    provider.add.user({ email: 'jo@corp.example', team_group_id: group.id });
    provider.add.touch('Q4 Thank You');
    expect(await (await get('/users')).json()).toMatchObject({ total_users: 1, users: [{ email: 'jo@corp.example' }] });
    expect(await (await get('/groups')).json()).toMatchObject({ total_groups: 1, groups: [{ name: 'EMEA' }] });
    expect(await (await get(`/groups/${group.id}/members`)).json()).toMatchObject([{ email: 'jo@corp.example' }]);
    expect(await (await get('/touches')).json()).toMatchObject({ total_posts: 1, touches: [{ name: 'Q4 Thank You', status: 'Active' }] });
    expect((await get('/nowhere')).status).toBe(404);
  });

  it('takes ten requests in a second, refuses the eleventh, and blocks for a while', async () => {
    const token = provider.oauth.grant();
    const statuses = await Promise.all(Array.from({ length: 12 }, async () => (await get('/me', token)).status));
    expect(statuses.filter((status) => status === 429)).toHaveLength(2);
  });

  it('knows a token for two hours', async () => {
    const token = provider.oauth.grant();
    expect((await get('/me', token)).status).toBe(200);
    now = new Date('2026-11-20T14:00:01Z');
    const refused = await get('/me', token);
    expect([refused.status, await refused.json()]).toEqual([401, { success: false, description: expect.any(String), expired: true }]);
  });

  it('rotates refresh tokens: one works once', async () => {
    const first = provider.oauth.refreshToken();
    const answered = await (await refresh(first)).json();
    expect(answered).toMatchObject({ token_type: 'Bearer', expires_in: 7200, refresh_token: provider.oauth.refreshToken() });
    expect(await (await refresh(first)).json()).toMatchObject({ error: 'invalid_grant' });
    expect((await refresh(provider.oauth.refreshToken(), 'wrong')).status).toBe(401);
    expect(provider.oauth.rotations()).toBe(1);
  });

  it('can go wrong in every way once', async () => {
    provider.add.send();
    provider.faults.add({ kind: 'status', status: 502 });
    expect((await get('/send')).status).toBe(502);
    provider.faults.add({ kind: 'throttled', retryAfter: 7 });
    expect((await get('/send')).headers.get('retry-after')).toBe('7');
    provider.faults.add({ kind: 'truncated' });
    await expect((await get('/send')).json()).rejects.toThrow(SyntaxError);
    provider.faults.add({ kind: 'html' });
    await expect((await get('/send')).json()).rejects.toThrow(SyntaxError);
    provider.faults.add({ kind: 'lost' }, { route: '/oauth/token' });
    await expect(refresh(provider.oauth.refreshToken())).rejects.toThrow('fetch failed');
    expect(provider.oauth.rotations()).toBe(1);
    provider.faults.add({ kind: 'silent' });
    await expect(fetch(`${provider.apiUrl}/send`, { signal: AbortSignal.timeout(100) })).rejects.toThrow(/timeout/);
    provider.faults.add({ kind: 'slow', ms: 30 });
    expect((await get('/send')).status).toBe(200);
  });

  it('shifts the pages under whoever reads', async () => {
    for (let i = 0; i < 4; i++) provider.add.send();
    provider.onPage((page) => {
      if (page === 2) provider.add.send();
    });
    const page = async (number: number): Promise<unknown> => (await get(`/send?page=${number}&per_page=2`)).json();
    expect(await page(1)).toMatchObject({ sends: [{ id: 4 }, { id: 3 }] });
    expect(await page(2)).toMatchObject({ total_count: 5, sends: [{ id: 3 }, { id: 2 }] });
  });

  it('signs webhooks the way Svix documents', async () => {
    // The example of Standard Webhooks' specification.
    expect(signWebhook('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'msg_p5jXN8AQM9LWM0D4loKWxJek', 1_614_265_330, '{"test": 2432232314}'))
      .toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
    const got: { headers: Record<string, unknown>; body: string }[] = [];
    const receiver = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += String(chunk)));
      request.on('end', () => {
        got.push({ headers: request.headers, body });
        response.end();
      });
    });
    await new Promise<void>((resolve) => { receiver.listen(0, '127.0.0.1', resolve); });
    const address = receiver.address();
    const url = `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}/webhooks/sendoso/shipped`;
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    await deliver({ url, secret, id: 'msg_1', at: now, body: statusEvent('gid', '2026-11-20T11:00:00Z') });
    await deliver({ url, secret, id: 'msg_2', at: now, family: 'webhook', body: 'as it is' });
    receiver.close();
    expect(got).toMatchObject([
      { headers: { 'svix-id': 'msg_1', 'svix-signature': expect.stringMatching(/^v1,/) }, body: '{"send_gid":"gid","status_changed_at":"2026-11-20T11:00:00Z"}' },
      { headers: { 'webhook-id': 'msg_2' }, body: 'as it is' },
    ]);
  });
});
