import { useState } from 'react';
import type { Panel, Passed, Play, Said } from '../../protocol.ts';
import { play } from '../talk.ts';
import { usePage } from './actions.ts';

/** One thing that the outside world can do. */
const PlayForm = ({ id, title, says, button, fields }: Play) => {
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [said, setSaid] = useState<Said>();
  const [busy, setBusy] = useState(false);
  const { go } = usePage();
  const valueOf = (name: string, initial: string): string => values[name] ?? initial;
  const run = async (): Promise<void> => {
    setBusy(true);
    const came = await play(id, Object.fromEntries(fields.map(({ name, initial }) => [name, valueOf(name, initial)])));
    setSaid(came);
    setBusy(false);
    if (came.go) go(came.go.as, came.go.place);
  };
  return (
    <form className="play" aria-label={title} onSubmit={(event) => { event.preventDefault(); void run(); }}>
      <h4>{title}</h4><p>{says}</p>
      <div className="play-fields">
        {fields.map(({ name, label, options, initial }) => (
          <label key={name} className={options?.some((each) => each.label.length > 36) === true ? 'long' : undefined}><span>{label}</span>
            {options
              ? <select value={valueOf(name, initial)} onChange={({ target }) => setValues({ ...values, [name]: target.value })}>{options.map((each) => <option key={each.value} value={each.value}>{each.label}</option>)}</select>
              : <input value={valueOf(name, initial)} onChange={({ target }) => setValues({ ...values, [name]: target.value })} />}
          </label>
        ))}
        <button type="submit" className="btn" disabled={busy}>{button}</button>
      </div>
      {said && <p className={said.failed ? 'error' : 'result'} role="status">{said.said}</p>}
    </form>
  );
};

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3 });

const Request = ({ way, at, what, status, failed, ms, sent, answered }: Passed) => (
  <details className={`passed${failed ? ' failed' : ''}`}>
    <summary>
      <span className="way" title={way}>{way === 'to the bot' ? '→' : '←'}</span><span className="what">{what}</span><span className="status">{status}</span><span className="ms">{ms} ms</span>
    </summary>
    <p>{way === 'to the bot' ? 'To the bot' : 'From the bot'}, {clock.format(at)}</p>
    <h5>Sent</h5><pre>{sent}</pre><h5>Answered</h5><pre>{answered || '(nothing)'}</pre>
  </details>
);

const groupsOf = ({ plays }: Panel): [string, Play[]][] => [...Map.groupBy(plays, ({ group }) => group)];

/** The outside world, to be played, and what it made the bot do. */
export const ControlPanel = () => {
  const { screen } = usePage();
  const [tab, setTab] = useState<'world' | 'network'>('world');
  return (
    <aside className="panel" aria-label="Control panel">
      <div className="tabs" role="tablist">
        <button type="button" role="tab" aria-selected={tab === 'world'} onClick={() => setTab('world')}>Outside world</button>
        <button type="button" role="tab" aria-selected={tab === 'network'} onClick={() => setTab('network')}>Network</button>
      </div>
      {tab === 'world' ? (
        <div className="world">
          <dl>{screen.panel.facts.map(({ name, value }) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
          {groupsOf(screen.panel).map(([group, plays]) => <section key={group}><h3>{group}</h3>{plays.map((each) => <PlayForm key={each.id} {...each} />)}</section>)}
        </div>
      ) : (
        <div className="network" role="log" aria-label="Requests">
          {screen.traffic.toReversed().map((each) => <Request key={each.id} {...each} />)}
          {screen.traffic.length === 0 && <p>Nothing has passed between Slack and the bot yet.</p>}
        </div>
      )}
    </aside>
  );
};
