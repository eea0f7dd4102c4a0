import type { Person } from '../../protocol.ts';

type Props = {
  people: readonly Person[];
  me: string;
  onBe: (id: string) => void;
  dark: boolean;
  onDark: (dark: boolean) => void;
  panel: boolean;
  onPanel: (open: boolean) => void;
  alive: boolean;
};

/** Above everything: whose eyes one sees with. Not a part of Slack. */
export const DemoBar = ({ people, me, onBe, dark, onDark, panel, onPanel, alive }: Props) => (
  <div className="demo-bar" role="toolbar" aria-label="Demo">
    <strong>You are</strong>
    {people.filter(({ about }) => about !== undefined).map(({ id, name, about }) => (
      <button key={id} type="button" className="chip" aria-pressed={id === me} onClick={() => onBe(id)}><span>{name}</span><small>{about}</small></button>
    ))}
    <span className="spring" />
    {!alive && <span className="lost" role="status">No connection to the demo. Trying again.</span>}
    <button type="button" className="chip" aria-pressed={dark} onClick={() => onDark(!dark)}><span>{dark ? 'Light' : 'Dark'}</span></button>
    <button type="button" className="chip" aria-pressed={panel} onClick={() => onPanel(!panel)}><span>Control panel</span></button>
  </div>
);
