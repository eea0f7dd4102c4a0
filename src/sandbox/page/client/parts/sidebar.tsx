import type { Place } from '../../protocol.ts';
import { usePage } from './actions.ts';
import { Avatar } from './avatar.tsx';

const Lock = () => (
  <svg viewBox="0 0 16 16" width="13" height="13" fill="none" stroke="currentColor" strokeWidth="1.5"><rect x="3" y="7" width="10" height="7" rx="1.5" /><path d="M5 7V5a3 3 0 0 1 6 0v2" /></svg>
);

type Props = { current: string; onOpen: (place: Place) => void };

/** The conversations one is in, those with something new in bold. */
export const Sidebar = ({ current, onOpen }: Props) => {
  const { screen } = usePage();
  const me = screen.people.find(({ id }) => id === screen.me);
  const channels = screen.places.filter(({ kind }) => kind !== 'im');
  const apps = screen.places.filter(({ kind, withBot }) => kind === 'im' && withBot);
  const item = (place: Place, icon: React.ReactNode) => (
    <li key={place.id}>
      <button type="button" className={place.unread > 0 ? 'unread' : ''} aria-current={place.id === current ? 'page' : undefined} onClick={() => onOpen(place)}>
        <span className="icon" aria-hidden="true">{icon}</span><span className="name">{place.name}</span>
        {place.unread > 0 && <span className="count" aria-label={`${place.unread} unread`}>{place.unread}</span>}
      </button>
    </li>
  );
  return (
    <nav className="sidebar" aria-label="Conversations">
      <header><strong>{screen.workspace}</strong></header>
      <h2>Channels</h2>
      <ul>{channels.map((place) => item(place, place.shared ? '◇' : place.kind === 'private' ? <Lock /> : '#'))}</ul>
      <h2>Apps</h2>
      <ul>{apps.map((place) => item(place, <Avatar person={screen.people.find(({ id }) => id === screen.bot)} size={20} />))}</ul>
      <footer><Avatar person={me} size={28} /><span><strong>{me?.name}</strong><small>{me?.about}</small></span></footer>
    </nav>
  );
};
