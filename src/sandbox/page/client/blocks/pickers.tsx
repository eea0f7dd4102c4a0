import { useId, useState } from 'react';
import type { Filling } from '../../protocol.ts';
import { Choices } from './choices.tsx';
import { fieldOf, groupsOf, labelOf, listOf, type Option, textOf, type Json } from './json.ts';
import { useReader } from './reader.ts';
import { useSurface } from './surface.tsx';

export type PickerProps = {
  element: Json;
  /** What it is for, to a screen reader, where no label stands beside it. */
  label: string;
  /** The id of its label, where one does. */
  labelledBy?: string;
  describedBy?: string;
  invalid?: boolean;
  given: Filling | undefined;
  onChange: (given: Filling) => void;
  /** Texts are told when they are finished, not at each character. */
  dispatches?: boolean;
};

type Named = { 'aria-label'?: string; 'aria-labelledby'?: string; 'aria-describedby'?: string; 'aria-invalid'?: boolean };
const named = ({ label, labelledBy, describedBy, invalid }: PickerProps): Named => ({
  ...(labelledBy === undefined ? { 'aria-label': label } : { 'aria-labelledby': labelledBy }), 'aria-describedby': describedBy, 'aria-invalid': invalid,
});

const first = (given: Filling | undefined, initial: unknown): string => (given === undefined ? textOf(initial) : given === null ? '' : String(given));
const initialValue = (element: Json): string => textOf(element['initial_value']);

const INPUT_TYPES: Readonly<Record<string, string>> = { email_text_input: 'email', url_text_input: 'url', number_input: 'number' };
const TextInput = (props: PickerProps) => {
  const { element, given, onChange, dispatches } = props;
  const value = first(given, initialValue(element));
  const common = {
    ...named(props), className: 'input', placeholder: labelOf(element['placeholder']), autoFocus: element['focus_on_load'] === true,
    maxLength: typeof element['max_length'] === 'number' ? element['max_length'] : undefined,
  };
  const told = dispatches === true ? { defaultValue: value, onBlur: undefined } : { value };
  if (element['multiline'] === true) return <textarea {...common} {...told} rows={4} onChange={({ target }) => onChange(target.value)} />;
  return (
    <input {...common} {...told} type={INPUT_TYPES[textOf(element['type'])] ?? 'text'} step={element['is_decimal_allowed'] === true ? 'any' : undefined}
      min={textOf(element['min_value']) || undefined} max={textOf(element['max_value']) || undefined}
      onChange={({ target }) => { if (dispatches !== true) onChange(target.value); }}
      onKeyDown={({ key, currentTarget }) => { if (dispatches === true && key === 'Enter') onChange(currentTarget.value); }} />
  );
};

/** One of many. An option group is drawn as such. */
const Select = (props: PickerProps & { groups: readonly { label: string; options: readonly Option[] }[]; initial: string }) => {
  const { element, given, onChange, groups, initial } = props;
  const value = given === undefined ? initial : given === null ? '' : String(given);
  const options = (each: readonly Option[]) => each.map((option) => <option key={option.value} value={option.value}>{option.label}</option>);
  return (
    <select {...named(props)} className={`input select${value === '' ? ' empty' : ''}`} value={value} onChange={({ target }) => onChange(target.value === '' ? null : target.value)}>
      {(value === '' || element['optional'] === true) && <option value="">{labelOf(element['placeholder']) || 'Choose an option'}</option>}
      {groups.map((group) => (group.label === '' ? options(group.options) : <optgroup key={group.label} label={group.label}>{options(group.options)}</optgroup>))}
    </select>
  );
};

const FileInput = (props: PickerProps) => {
  const { pick } = useSurface();
  return (
    <input {...named(props)} type="file" className="input"
      onChange={async ({ target }) => {
        const [file] = target.files ?? [];
        props.onChange(file ? ((await pick(file)) ?? null) : null);
      }} />
  );
};

/** A menu whose choices the app looks up: what is chosen stays, what is typed finds more. */
const LookedUp = (props: PickerProps) => {
  const { element, given, onChange } = props;
  const { suggest } = useSurface();
  const [seen, setSeen] = useState<readonly Option[]>(() => listOf(element['initial_options'] ?? [element['initial_option']]).map((each) => optionOf(textOf(each['value']), labelOf(each['text']))));
  const [found, setFound] = useState<readonly Option[]>([]);
  const many = textOf(element['type']).startsWith('multi_');
  const chosen = given === undefined ? seen.slice(0, listOf(element['initial_options'] ?? [element['initial_option']]).length).map(({ value }) => value) : given === null ? [] : [given].flat().map(String);
  const minimum = typeof element['min_query_length'] === 'number' ? element['min_query_length'] : 3;
  const look = async (typed: string): Promise<void> => {
    const options = typed.length < minimum ? [] : (await suggest(textOf(element['action_id']), typed)).map(({ label, value }) => optionOf(value, label));
    setFound(options);
    setSeen((before) => [...before, ...options.filter(({ value }) => !before.some((each) => each.value === value))]);
  };
  const shown = [...seen.filter(({ value }) => chosen.includes(value)), ...found.filter(({ value }) => !chosen.includes(value))];
  const group = useId();
  return (
    <div className="looked-up">
      <input {...named(props)} type="search" className="input" placeholder={labelOf(element['placeholder'])} onFocus={({ target }) => void look(target.value)} onChange={({ target }) => void look(target.value)} />
      {shown.length > 0 && (
        <Choices kind={many ? 'many' : 'radio'} name={group} element={{}} groups={[{ label: '', options: shown }]} given={many ? chosen : (chosen[0] ?? null)} onChange={onChange}
          naming={{ 'aria-label': `${props.label}: choices` }} />
      )}
    </div>
  );
};

const optionOf = (id: string, label: string): Option => ({ value: id, label, description: '', url: '' });
/** People, channels or conversations to choose from, as far as the app's filter lets them. */
const useDirectory = (type: string, filter: unknown): Option[] => {
  const { people, places } = useReader();
  if (type.includes('users')) return people.filter(({ app }) => !app).map(({ id, name }) => optionOf(id, name));
  const kinds = fieldOf(filter, 'include');
  const fits = ({ kind, shared }: (typeof places)[number]): boolean =>
    (!Array.isArray(kinds) || kinds.includes(kind)) && !(shared && fieldOf(filter, 'exclude_external_shared_channels') === true);
  return places.filter((place) => (place.kind !== 'im' || type.includes('conversations')) && fits(place)).map(({ id, name, kind }) => optionOf(id, kind === 'im' ? name : `#${name}`));
};

/** Whatever can be filled in or chosen, by its type. */
export const Picker = (props: PickerProps) => {
  const { element, given, onChange } = props;
  const type = textOf(element['type']);
  const directory = useDirectory(type, element['filter']);
  const group = useId();
  const groups = /(users|channels|conversations)_select$/.test(type) ? [{ label: '', options: directory }] : groupsOf(element);
  switch (type) {
    case 'external_select': case 'multi_external_select': return <LookedUp {...props} />;
    case 'plain_text_input': case 'email_text_input': case 'url_text_input': case 'number_input': return <TextInput {...props} />;
    case 'datepicker': return <input {...named(props)} type="date" className="input" value={first(given, element['initial_date'])} onChange={({ target }) => onChange(target.value || null)} />;
    case 'timepicker': return <input {...named(props)} type="time" className="input" value={first(given, element['initial_time'])} onChange={({ target }) => onChange(target.value || null)} />;
    case 'datetimepicker': return <input {...named(props)} type="datetime-local" className="input" onChange={({ target }) => onChange(target.value === '' ? null : Date.parse(target.value) / 1000)} />;
    case 'file_input': return <FileInput {...props} />;
    case 'radio_buttons':
      return <Choices kind="radio" name={group} element={element} given={given} onChange={onChange} naming={named(props)} />;
    case 'checkboxes':
      return <Choices kind="checkbox" name={group} element={element} given={given} onChange={onChange} naming={named(props)} />;
    default:
      if (type.startsWith('multi_')) return <Choices kind="many" name={group} element={element} groups={groups} given={given} onChange={onChange} naming={named(props)} />;
      return <Select {...props} groups={groups} initial={textOf(element['initial_user']) || textOf(element['initial_channel']) || textOf(element['initial_conversation']) || optionsInitial(element)} />;
  }
};

const optionsInitial = (element: Json): string => {
  const [initial] = listOf([element['initial_option']]);
  return textOf(initial?.['value']);
};
