import { useState } from 'react';
import type { Filling } from '../../protocol.ts';
import { ConfirmDialog } from './confirm.tsx';
import { fieldOf, isObject, labelOf, optionsOf, textOf, type Json } from './json.ts';
import { OverflowMenu } from './menu.tsx';
import { Picker } from './pickers.tsx';
import { useSurface } from './surface.tsx';
import { Text } from './text.tsx';

type Props = { element: Json; blockId: string };

/** Asks first where the app wants it asked, then does it. */
const useAsking = (confirm: unknown) => {
  const [pending, setPending] = useState<() => void>();
  const ask = (work: () => void): void => (isObject(confirm) ? setPending(() => work) : work());
  const dialog = pending && isObject(confirm) && (
    <ConfirmDialog confirm={confirm} onAnswer={(confirmed) => {
      setPending(undefined);
      if (confirmed) pending();
    }} />
  );
  return { ask, dialog };
};

const Button = ({ element, blockId }: Props) => {
  const { use, busy } = useSurface();
  const actionId = textOf(element['action_id']);
  const { ask, dialog } = useAsking(element['confirm']);
  const url = textOf(element['url']);
  const waiting = busy === `${blockId}/${actionId}`;
  const press = (): void => {
    if (url !== '') window.open(url, '_blank', 'noreferrer');
    void use(blockId, actionId);
  };
  return (
    <>
      <button type="button" className={`btn ${textOf(element['style'])}${waiting ? ' busy' : ''}`} aria-label={textOf(element['accessibility_label']) || undefined}
        aria-busy={waiting} disabled={waiting} onClick={() => ask(press)}>
        <Text of={element['text']} />{url !== '' && <span className="out" aria-hidden="true"> ↗</span>}
      </button>
      {dialog}
    </>
  );
};

const Overflow = ({ element, blockId }: Props) => {
  const { use, busy } = useSurface();
  const actionId = textOf(element['action_id']);
  const { ask, dialog } = useAsking(element['confirm']);
  return (
    <>
      <OverflowMenu label="More actions" options={optionsOf(element)} busy={busy === `${blockId}/${actionId}`} onChoose={(value) => ask(() => void use(blockId, actionId, value))} />
      {dialog}
    </>
  );
};

/** A menu, a date, a group of boxes outside of an input block: the app hears of each choice. */
const Dispatching = ({ element, blockId }: Props) => {
  const { filled, fill, use } = useSurface();
  const actionId = textOf(element['action_id']);
  const { ask, dialog } = useAsking(element['confirm']);
  const choose = (given: Filling): void => ask(() => {
    fill(blockId, actionId, given);
    void use(blockId, actionId, given);
  });
  return (
    <>
      <Picker element={element} label={labelOf(element['placeholder']) || actionId} given={filled[blockId]?.[actionId]} onChange={choose} dispatches />
      {dialog}
    </>
  );
};

/** A picture. The page takes nothing from outside this machine: what is elsewhere is told by its alternative text. */
export const Picture = ({ element }: { element: Json }) => {
  const url = textOf(element['image_url']);
  const alt = textOf(element['alt_text']);
  return url.startsWith('data:') || url.startsWith('/') ? <img src={url} alt={alt} /> : <span className="picture" role="img" aria-label={alt}>{alt}</span>;
};

/** One element of a block. */
export const Element = ({ element, blockId }: Props) => {
  switch (element['type']) {
    case 'button': case 'workflow_button': return <Button element={element} blockId={blockId} />;
    case 'overflow': return <Overflow element={element} blockId={blockId} />;
    case 'image': return <Picture element={element} />;
    case 'plain_text': case 'mrkdwn': return <span className="text"><Text of={element} /></span>;
    case 'icon_button': return <Button element={{ ...element, text: fieldOf(element, 'text') }} blockId={blockId} />;
    default: return <Dispatching element={element} blockId={blockId} />;
  }
};
