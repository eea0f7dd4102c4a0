import { type Act, type Answered, answeredSchema, type Said, saidSchema } from '../protocol.ts';

const post = async (address: string, body: unknown): Promise<unknown> => {
  const response = await fetch(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const answer: unknown = await response.json();
  return answer;
};

/** Does something as somebody. Never rejects: what went wrong is in the answer. */
export const act = async (as: string, done: Act): Promise<Answered> => {
  try {
    return answeredSchema.parse(await post('/api/act', { as, act: done }));
  } catch {
    return { problem: 'The demo does not answer. Is it still running?' };
  }
};

/** Plays something of the outside world. Never rejects. */
export const play = async (id: string, values: Readonly<Record<string, string>>): Promise<Said> => {
  try {
    return saidSchema.parse(await post('/api/play', { id, values }));
  } catch {
    return { said: 'The demo does not answer. Is it still running?', failed: true };
  }
};

/** A file's content as base64. */
export const base64 = (file: File): Promise<string> => new Promise((resolve, reject) => {
  const reader = new FileReader();
  reader.addEventListener('error', () => reject(reader.error ?? new Error('the file could not be read')));
  reader.addEventListener('load', () => resolve(String(reader.result).replace(/^[^,]*,/, '')));
  reader.readAsDataURL(file);
});
