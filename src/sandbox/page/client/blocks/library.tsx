import { type Block as LibraryBlock, Message } from 'slack-blocks-to-jsx';
import { Component, type ReactNode } from 'react';
import { z } from 'zod';
import type { Block } from '../../protocol.ts';
import { useReader } from './reader.ts';

const drawable = z.custom<LibraryBlock>((value) => typeof value === 'object' && value !== null && 'type' in value);

/** A block that the library stumbles over shows its name rather than nothing at all. */
class Guard extends Component<{ type: string; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError() {
    return { failed: true };
  }
  override render() {
    return this.state.failed ? <p className="undrawn">[{this.props.type}]</p> : this.props.children;
  }
}

/** What slack-blocks-to-jsx draws well: tables, charts, cards, rich text and their like. None of it can be clicked there. */
export const LibraryDrawn = ({ block }: { block: Block }) => {
  const { people, places, dark } = useReader();
  const data = { users: people.map(({ id, name }) => ({ id, name })), channels: places.map(({ id, name }) => ({ id, name })) };
  return <Guard type={block.type}><Message withoutWrapper theme={dark ? 'dark' : 'light'} blocks={[drawable.parse(block)]} logo="data:," name="" data={data} /></Guard>;
};
