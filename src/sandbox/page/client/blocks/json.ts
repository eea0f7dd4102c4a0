/** Reading Block Kit, which comes as JSON of any shape. */
export type Json = Record<string, unknown>;
export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
export const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isObject) : []);
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
export const fieldOf = (value: unknown, field: string): unknown => (isObject(value) ? value[field] : undefined);
/** The text of a text object. */
export const labelOf = (value: unknown): string => textOf(fieldOf(value, 'text'));

export type Option = { label: string; value: string; description: string; url: string };
const optionOf = (each: Json): Option => ({ label: labelOf(each['text']), value: textOf(each['value']), description: labelOf(each['description']), url: textOf(each['url']) });
export type OptionGroup = { label: string; options: Option[] };
/** The options of an element, in their groups; those without groups in one without a name. */
export const groupsOf = (element: Json): OptionGroup[] => {
  const groups = listOf(element['option_groups']).map((group) => ({ label: labelOf(group['label']), options: listOf(group['options']).map(optionOf) }));
  return groups.length > 0 ? groups : [{ label: '', options: listOf(element['options']).map(optionOf) }];
};
export const optionsOf = (element: Json): Option[] => groupsOf(element).flatMap(({ options }) => options);
