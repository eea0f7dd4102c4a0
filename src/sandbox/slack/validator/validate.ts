import { isObject, isString, listOf } from '../json.ts';
import { blockOn, type Surface } from './blocks.ts';
import { also, boolean, exactlyOne, list, object, oneOf, string, type Check, type Problem } from './checks.ts';
import { optionGroup, plainText, selectOption } from './objects.ts';

const MOST_BLOCKS: Readonly<Record<Surface, number>> = { message: 50, modal: 100, home: 100 };
const VIEW_BYTES = 250_000;

/** Every object of a JSON value with the pointer to it, outside in. */
function* objectsIn(value: unknown, at: string): Generator<[Readonly<Record<string, unknown>>, string]> {
  if (isObject(value)) {
    yield [value, at];
    for (const [field, content] of Object.entries(value)) yield* objectsIn(content, `${at}/${field}`);
  } else if (Array.isArray(value)) {
    for (const [index, content] of value.entries()) yield* objectsIn(content, `${at}/${index}`);
  }
}

/** No `field` has the same value twice among these objects. */
const unique = (field: string, objects: Iterable<[Readonly<Record<string, unknown>>, string]>, problems: Problem[]): void => {
  const seen = new Set<string>();
  for (const [value, at] of objects) {
    const id = value[field];
    if (!isString(id)) continue;
    if (seen.has(id)) problems.push({ message: `\`${field}\` "${id}" already exists`, pointer: `${at}/${field}` });
    seen.add(id);
  }
};

const countOf = (blocks: readonly unknown[], type: string): number => blocks.filter((each) => isObject(each) && each['type'] === type).length;

const between = (blocks: readonly unknown[], at: string, problems: Problem[]): void => {
  unique('block_id', objectsIn(blocks, at), problems);
  blocks.forEach((block, index) => unique('action_id', objectsIn(block, `${at}/${index}`), problems));
  if (countOf(blocks, 'table') > 1) problems.push({ message: 'only_one_table_allowed', pointer: at });
  if (countOf(blocks, 'data_visualization') > 2) problems.push({ message: 'too many data_visualization blocks', pointer: at });
  const focused = [...objectsIn(blocks, at)].filter(([value]) => value['focus_on_load'] === true);
  for (const [, place] of focused.slice(1)) problems.push({ message: 'only one element can have `focus_on_load`', pointer: `${place}/focus_on_load` });
};

const blocksOn = (surface: Surface, besides: readonly string[] = []): Check => (value, at, problems) => {
  list(blockOn(surface, besides), { max: MOST_BLOCKS[surface] })(value, at, problems);
  between(listOf(value), at, problems);
};

const shared = {
  private_metadata: string({ min: 0, max: 3000 }), callback_id: string({ min: 0, max: 255 }), external_id: string({ min: 0, max: 255 }),
};
const MODAL = object({ type: oneOf('modal'), title: plainText(24), blocks: blocksOn('modal') }, {
  ...shared, submit: plainText(24), close: plainText(24), clear_on_close: boolean, notify_on_close: boolean,
});
const homeWith = (besides: readonly string[]): Check => object({ type: oneOf('home'), blocks: blocksOn('home', besides) }, shared);

/** What Slack would say of a message's blocks; nothing when it takes them. */
export const validateBlocks = (blocks: unknown): Problem[] => {
  const problems: Problem[] = [];
  blocksOn('message')(blocks, '/blocks', problems);
  return problems;
};

const CHOICES: Check = also(
  object({}, { options: list(selectOption, { max: 100 }), option_groups: list(optionGroup, { max: 100 }) }), exactlyOne('options', 'option_groups'),
);
/** What Slack would say of the choices that an app gives for what somebody types in a menu. */
export const suggestionProblems = (answer: unknown): Problem[] => {
  const problems: Problem[] = [];
  CHOICES(answer, '', problems);
  return problems;
};

/** What Slack would say of a view; nothing when it takes it. `tooLarge` has an error code of its own. `besides`: blocks that its documentation does not have on Home. */
export const validateView = (view: unknown, surface: 'modal' | 'home', besides: readonly string[] = []): { problems: Problem[]; tooLarge: boolean } => {
  const problems: Problem[] = [];
  (surface === 'modal' ? MODAL : homeWith(besides))(view, '/view', problems);
  if (surface === 'modal' && isObject(view) && view['submit'] === undefined) {
    const input = listOf(view['blocks']).findIndex((block) => isObject(block) && block['type'] === 'input');
    if (input >= 0) problems.push({ message: 'must define `submit` to use an `input` block in modals', pointer: `/view/blocks/${input}/input` });
  }
  return { problems, tooLarge: Buffer.byteLength(JSON.stringify(view) ?? '') > VIEW_BYTES };
};
