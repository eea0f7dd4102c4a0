import { isObject, isString, listOf, type Block, type Json } from '../json.ts';
import type { Ids } from './ids.ts';

/** Elements that Slack sends an action for, and so names when the bot did not. */
const INTERACTIVE = new RegExp(
  '^(button|overflow|checkboxes|radio_buttons|datepicker|timepicker|datetimepicker|workflow_button|feedback_buttons|icon_button|.+_select|.+_input)$',
);

const named = (value: unknown, ids: Ids): unknown => {
  if (Array.isArray(value)) return value.map((each) => named(each, ids));
  if (!isObject(value)) return value;
  const inside: Json = Object.fromEntries(Object.entries(value).map(([field, content]) => [field, named(content, ids)]));
  const { type } = inside;
  if (isString(type) && INTERACTIVE.test(type) && inside['action_id'] === undefined) return { ...inside, action_id: ids.next('', 5) };
  return inside;
};

/** Blocks as Slack keeps them: every block with a block_id, every interactive element with an action_id. */
export const completed = (blocks: unknown, ids: Ids): Block[] =>
  listOf(blocks).filter(isObject).map((block) => {
    const inside = named(block, ids);
    const fields = isObject(inside) ? inside : {};
    return {
      ...fields,
      type: isString(fields['type']) ? fields['type'] : '',
      block_id: isString(fields['block_id']) ? fields['block_id'] : ids.next('', 5),
    };
  });
