import { useEffect, useMemo, useState } from 'react';
import { NOW, type Picture, pictures } from '../../../test/slack/views/pictures.ts';
import { Blocks } from '../page/client/blocks/blocks.tsx';
import { ReaderContext } from '../page/client/blocks/reader.ts';
import { SurfaceProvider } from '../page/client/blocks/surface.tsx';
import { useKept, useScreen } from '../page/client/model.ts';
import type { Answered, Block, Person } from '../page/protocol.ts';

const SAM: Person = { id: 'U0SAM', name: 'Sam Lee', handle: 'sam.lee', app: false, zone: 'America/New_York' };
const NOTHING: Answered = {};

/** Blocks as Slack keeps them, with an id each. */
const kept = (view: Picture['view']): Block[] => view.blocks.map((block, i) => ({ ...block, block_id: block.block_id ?? `b${i}` }));
const idOf = ({ group, name }: Picture): string => `${group}: ${name}`.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-');

const Frame = ({ view }: Pick<Picture, 'view'>) => {
  const blocks = useMemo(() => kept(view), [view]);
  const drawn = <SurfaceProvider act={() => Promise.resolve(NOTHING)}>{() => <Blocks blocks={blocks} />}</SurfaceProvider>;
  if (!('type' in view)) return <div className="picture-frame message-frame">{drawn}</div>;
  if (view.type !== 'modal') return <div className="picture-frame">{drawn}</div>;
  return (
    <div className="picture-frame dialog-frame">
      <header><h3>{view.title.text}</h3></header>
      <div className="dialog-body">{drawn}</div>
      <footer><button type="button" className="btn">{view.close?.text ?? 'Cancel'}</button>{view.submit && <button type="button" className="btn filled">{view.submit.text}</button>}</footer>
    </div>
  );
};

const One = ({ picture }: { picture: Picture }) => (
  <article className="exhibit" id={idOf(picture)} aria-label={`${picture.group}: ${picture.name}`}>
    <h3><a href={`#${idOf(picture)}`}>{picture.name}</a></h3>
    <Frame view={picture.view} />
    <details><summary>JSON</summary><pre>{JSON.stringify(picture.view, null, 2)}</pre></details>
  </article>
);

/** Every view of the product, group by group, to look at and to work on. */
export const Gallery = () => {
  const all = useMemo(pictures, []);
  const groups = useMemo(() => [...Map.groupBy(all, ({ group }) => group)], [all]);
  const [theme, setTheme] = useKept('theme', window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  const [wanted, setWanted] = useState('');
  // The stream says when the programs have changed: this page loads itself anew.
  useScreen('');
  useEffect(() => { document.documentElement.dataset['theme'] = theme; }, [theme]);
  useEffect(() => { void document.getElementById(decodeURIComponent(window.location.hash.slice(1)))?.scrollIntoView(); }, []);
  const fits = ({ group, name }: Picture): boolean => `${group} ${name}`.toLowerCase().includes(wanted.toLowerCase());
  return (
    <ReaderContext.Provider value={{ zone: SAM.zone, now: NOW, people: [SAM], places: [], dark: theme === 'dark' }}>
      <div className="gallery">
        <nav aria-label="Groups">
          <h1>Every view</h1><p>{all.length} pictures</p>
          <input className="input" aria-label="Find a picture" placeholder="Find" value={wanted} onChange={({ target }) => setWanted(target.value)} />
          <button type="button" className="btn" onClick={() => setTheme(theme === 'dark' ? 'light' : 'dark')}>{theme === 'dark' ? 'Light' : 'Dark'}</button>
          <ul>{groups.map(([group]) => <li key={group}><a href={`#group-${group}`}>{group}</a></li>)}</ul>
        </nav>
        <main>
          {groups.map(([group, members]) => (
            <section key={group} id={`group-${group}`}><h2>{group}</h2><div className="wall">{members.filter(fits).map((each) => <One key={each.name} picture={each} />)}</div></section>
          ))}
        </main>
      </div>
    </ReaderContext.Provider>
  );
};
