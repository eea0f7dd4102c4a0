import { useId } from 'react';
import type { Block } from '../../protocol.ts';
import { Element, Picture } from './elements.tsx';
import { isObject, labelOf, listOf, textOf } from './json.ts';
import { LibraryDrawn } from './library.tsx';
import { withEmoji } from './mrkdwn.tsx';
import { Picker } from './pickers.tsx';
import { useSurface } from './surface.tsx';
import { Text } from './text.tsx';

const Section = ({ block }: { block: Block }) => {
  const { accessory } = block;
  return (
    <div className="block section">
      <div className="body">
        {isObject(block['text']) && <p><Text of={block['text']} /></p>}
        {listOf(block['fields']).length > 0 && <div className="fields">{listOf(block['fields']).map((field, i) => <p key={`${i}`}><Text of={field} /></p>)}</div>}
      </div>
      {isObject(accessory) && <div className="accessory"><Element element={accessory} blockId={block.block_id} /></div>}
    </div>
  );
};

const Input = ({ block }: { block: Block }) => {
  const { filled, fill, use, errors } = useSurface();
  const id = useId();
  const element = isObject(block['element']) ? block['element'] : {};
  const actionId = textOf(element['action_id']);
  const error = errors[block.block_id];
  const dispatches = block['dispatch_action'] === true;
  return (
    <div className={`block field${error === undefined ? '' : ' wrong'}`}>
      <label id={`${id}-label`}>{withEmoji(labelOf(block['label']))}{block['optional'] === true && <span className="optional"> (optional)</span>}</label>
      <Picker element={{ ...element, optional: block['optional'] }} label={labelOf(block['label'])} labelledBy={`${id}-label`} describedBy={error === undefined ? undefined : `${id}-error`}
        invalid={error !== undefined} given={filled[block.block_id]?.[actionId]} dispatches={dispatches && textOf(element['type']).endsWith('_input')}
        onChange={(given) => {
          fill(block.block_id, actionId, given);
          if (dispatches) void use(block.block_id, actionId, given);
        }} />
      {error !== undefined && <p className="error" id={`${id}-error`} role="alert">{error}</p>}
      {isObject(block['hint']) && <p className="hint"><Text of={block['hint']} /></p>}
    </div>
  );
};

/** A card's own buttons, which the library draws but does not press. */
const Card = ({ block }: { block: Block }) => (
  <div className="block">
    <LibraryDrawn block={{ ...block, actions: [] }} />
    <div className="actions">{listOf(block['actions']).map((element, i) => <Element key={`${i}`} element={element} blockId={block.block_id} />)}</div>
  </div>
);

const OneBlock = ({ block }: { block: Block }) => {
  switch (block.type) {
    case 'section': return <Section block={block} />;
    case 'header': return <h3 className="block header">{labelOf(block['text'])}</h3>;
    case 'divider': return <hr className="block divider" />;
    case 'context': return <div className="block context">{listOf(block['elements']).map((element, i) => <Element key={`${i}`} element={element} blockId={block.block_id} />)}</div>;
    case 'actions': case 'context_actions':
      return <div className="block actions">{listOf(block['elements']).map((element, i) => <Element key={`${i}`} element={element} blockId={block.block_id} />)}</div>;
    case 'input': return <Input block={block} />;
    case 'image': return <figure className="block image">{isObject(block['title']) && <figcaption><Text of={block['title']} /></figcaption>}<Picture element={block} /></figure>;
    case 'card': return <Card block={block} />;
    default: return <div className="block library"><LibraryDrawn block={block} /></div>;
  }
};

/** Block Kit, drawn as Slack draws it, and usable. */
export const Blocks = ({ blocks }: { blocks: readonly Block[] }) => <div className="blocks">{blocks.map((block) => <OneBlock key={block.block_id} block={block} />)}</div>;
