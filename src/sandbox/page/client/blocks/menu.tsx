import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Option } from './json.ts';

type Props = { label: string; options: readonly Option[]; busy: boolean; onChoose: (value: string) => void };

/** The ⋯ menu: arrows move, Escape closes, and the focus goes back to where it came from. */
export const OverflowMenu = ({ label, options, busy, onChoose }: Props) => {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const items = (): HTMLElement[] => [...(root.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
  const close = (): void => {
    setOpen(false);
    root.current?.querySelector('button')?.focus();
  };
  useEffect(() => {
    if (!open) return undefined;
    items()[0]?.focus();
    const outside = ({ target }: MouseEvent): void => {
      if (!(target instanceof Node) || !root.current?.contains(target)) setOpen(false);
    };
    window.addEventListener('mousedown', outside);
    return () => window.removeEventListener('mousedown', outside);
  }, [open]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!open) return;
    const all = items();
    const at = all.findIndex((each) => each === document.activeElement);
    if (event.key === 'Escape') {
      event.stopPropagation();
      close();
    }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      all.at((at + (event.key === 'ArrowDown' ? 1 : -1)) % all.length)?.focus();
    }
    if (event.key === 'Tab') setOpen(false);
  };
  return (
    <div className="overflow" ref={root} onKeyDown={onKeyDown}>
      <button type="button" className="btn icon" aria-haspopup="menu" aria-expanded={open} aria-label={label} disabled={busy} onClick={() => setOpen(!open)}>⋯</button>
      {open && (
        <div className="menu" role="menu">
          {options.map(({ label: text, value, url }) => (
            <button key={value} type="button" role="menuitem" onClick={() => {
              close();
              if (url !== '') window.open(url, '_blank', 'noreferrer');
              onChoose(value);
            }}>{text}{url !== '' && <span className="out" aria-hidden="true"> ↗</span>}</button>
          ))}
        </div>
      )}
    </div>
  );
};
