import type { Filling } from '../../protocol.ts';
import { groupsOf, listOf, type Option, type OptionGroup, textOf, type Json } from './json.ts';
import { Mrkdwn } from './mrkdwn.tsx';

type Props = {
  /** `many`: the boxes of a menu that takes several, in a list that scrolls. */
  kind: 'radio' | 'checkbox' | 'many';
  name: string;
  element: Json;
  groups?: readonly OptionGroup[];
  given: Filling | undefined;
  onChange: (given: Filling) => void;
  naming: { 'aria-label'?: string; 'aria-labelledby'?: string; 'aria-describedby'?: string };
};

const chosenOf = ({ kind, element, given }: Props): readonly string[] => {
  if (given !== undefined) return given === null ? [] : Array.isArray(given) ? given : [String(given)];
  const initial = kind === 'radio' ? listOf([element['initial_option']]) : listOf(element['initial_options']);
  const ids = ['initial_users', 'initial_channels', 'initial_conversations'].flatMap((field) => element[field] ?? []);
  return [...initial.map(({ value }) => textOf(value)), ...ids.map(String)];
};

/** Buttons or boxes to choose with, one or several. */
export const Choices = (props: Props) => {
  const { kind, name, element, groups = groupsOf(element), onChange, naming } = props;
  const chosen = chosenOf(props);
  const toggle = (value: string, on: boolean): void => {
    if (kind === 'radio') return onChange(value);
    return onChange(on ? [...chosen, value] : chosen.filter((each) => each !== value));
  };
  const one = ({ value, label, description }: Option) => (
    <label key={value} className="choice">
      <input type={kind === 'radio' ? 'radio' : 'checkbox'} name={name} checked={chosen.includes(value)} onChange={({ target }) => toggle(value, target.checked)} />
      <span><Mrkdwn text={label} />{description !== '' && <small><Mrkdwn text={description} /></small>}</span>
    </label>
  );
  return (
    <div className={`choices ${kind}`} role={kind === 'radio' ? 'radiogroup' : 'group'} {...naming}>
      {groups.map((group) => (group.label === '' ? group.options.map(one) : <fieldset key={group.label}><legend>{group.label}</legend>{group.options.map(one)}</fieldset>))}
    </div>
  );
};
