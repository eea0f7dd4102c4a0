import type { Core } from '../core.ts';
import type { Json } from '../json.ts';
import type { SlackFile } from './model.ts';

/** https://docs.slack.dev/reference/objects/file-object */
export const fileObject = (file: SlackFile, { origin, state }: Core): Json => {
  const address = `${origin()}/files-pri/${state.team.id}-${file.id}`;
  return {
    id: file.id, created: Math.floor(file.createdAt.getTime() / 1000), name: file.name, title: file.title, user: file.user, mode: 'hosted',
    filetype: /\.(\w+)$/.exec(file.name)?.[1] ?? 'binary', size: file.content?.length ?? 0, is_external: false, is_public: false,
    url_private: `${address}/${encodeURIComponent(file.name)}`, url_private_download: `${address}/download/${encodeURIComponent(file.name)}`,
    channels: [], groups: [], ims: file.channels,
  };
};
