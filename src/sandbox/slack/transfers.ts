import type { IncomingMessage } from 'node:http';
import type { Core } from './core.ts';
import type { Outgoing } from './faults/misanswer.ts';

export const bearer = (request: IncomingMessage): string | undefined => /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];

/** The file in an upload: the body itself, or the one file of a form. */
const bytesOf = async (contentType: string, body: Buffer): Promise<Buffer> => {
  if (!contentType.startsWith('multipart/form-data')) return body;
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
  const file = [...form.values()].find((value) => typeof value !== 'string');
  return file === undefined || typeof file === 'string' ? Buffer.alloc(0) : Buffer.from(await file.arrayBuffer());
};

/** A POST to an upload URL. It carries no token: the address is the secret. */
export const upload = async (request: IncomingMessage, body: Buffer, path: string, { state }: Core): Promise<Outgoing> => {
  const { status, body: answered } = state.files.upload(path, await bytesOf(request.headers['content-type'] ?? '', body));
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: answered };
};

/** A GET of `url_private`. Without a token that may read files Slack sends one to the page to sign in, as it does a browser. */
export const download = (request: IncomingMessage, path: string, { app, state }: Core): Outgoing => {
  const [, id = ''] = /^\/files-pri\/[^/-]+-([^/]+)\//.exec(path) ?? [];
  const file = state.files.find(id);
  const allowed = bearer(request) === app.token && (app.scopes?.includes('files:read') ?? true);
  if (!allowed) return { status: 302, headers: { location: `https://${state.team.domain}.slack.com/?redir=${encodeURIComponent(path)}` }, body: '' };
  if (!file?.content || !file.complete) return { status: 404, headers: { 'content-type': 'text/plain' }, body: 'not found' };
  return { status: 200, headers: { 'content-type': 'application/octet-stream' }, body: file.content };
};
