import type { Ids } from './ids.ts';
import type { SlackFile } from './model.ts';

/** Files and the uploads that are to become files. */
export const createFiles = ({ ids, clock }: { ids: Ids; clock: () => Date }) => {
  const all: SlackFile[] = [];
  const uploads = new Map<string, SlackFile>();
  return {
    all,
    find: (id: string): SlackFile | undefined => all.find((file) => file.id === id),
    expect: ({ name, length, user }: { name: string; length: number; user: string }): SlackFile => {
      const file: SlackFile = {
        id: ids.next('F'), name, title: name, user, expectedLength: length, content: undefined, complete: false, channels: [], toApp: false, createdAt: clock(),
      };
      all.push(file);
      return file;
    },
    uploadAddress: (file: SlackFile, origin: string): string => {
      const path = `/upload/v1/${ids.secret(24)}`;
      uploads.set(path, file);
      return `${origin}${path}`;
    },
    /** Takes an upload's bytes, once. */
    upload: (path: string, content: Buffer): { status: number; body: string } => {
      const file = uploads.get(path);
      if (!file) return { status: 404, body: 'not found' };
      if (content.length !== file.expectedLength) return { status: 400, body: `expected ${file.expectedLength} bytes, got ${content.length}` };
      uploads.delete(path);
      file.content = content;
      return { status: 200, body: `OK - ${content.length}` };
    },
    complete: (file: SlackFile, title: string, channel: string | undefined): void => {
      file.complete = true;
      file.title = title;
      if (channel !== undefined) file.channels.push(channel);
    },
    remove: (file: SlackFile): void => void all.splice(all.indexOf(file), 1),
  };
};
