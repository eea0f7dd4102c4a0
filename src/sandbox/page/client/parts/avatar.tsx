import type { Person } from '../../protocol.ts';

const HUES = [205, 340, 150, 25, 265, 45, 185, 300, 95, 230];
const hueOf = (id: string): number => HUES[[...id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % HUES.length] ?? 205;

// Drawn, not an emoji: not every machine has a font for those.
const Gift = () => (
  <svg viewBox="0 0 24 24" width="68%" height="68%" fill="none" stroke="#6b2a78" strokeWidth="1.8" strokeLinejoin="round">
    <path d="M3 9h18v4H3zM5 13h14v8H5zM12 9v12M12 9C9 3 4.5 5 6.5 9M12 9c3-6 7.5-4 5.5 0" />
  </svg>
);

/** Somebody's picture: their first letter; the app's is a gift. */
export const Avatar = ({ person, size = 36 }: { person: Person | undefined; size?: number }) => {
  const style = { width: size, height: size, fontSize: size * 0.5, ['--hue' as const]: hueOf(person?.id ?? '') };
  if (person?.app === true) return <span className="avatar app" style={style} aria-hidden="true">{person.id === 'USLACKBOT' ? '♥' : <Gift />}</span>;
  return <span className="avatar" style={style} aria-hidden="true">{[...(person?.name ?? '?').replace(/[^\p{L}\p{N}]/gu, '')][0]?.toUpperCase() ?? '?'}</span>;
};
