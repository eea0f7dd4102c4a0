import { describe, expect, it } from 'vitest';
import { validateBlocks, validateView } from '../../../src/sandbox/slack/index.ts';
import { type Picture, pictures } from './pictures.ts';

const all = pictures();

describe('the pictures', () => {
  it.each([...new Set(all.map(({ group }) => group))])('of "%s" are within Slack’s limits', (group) => {
    const problems = ({ view }: Picture): unknown[] => ('type' in view ? validateView(view, view.type).problems : validateBlocks(view.blocks));
    expect(all.filter((each) => each.group === group).flatMap((each) => problems(each).map((problem) => ({ name: each.name, problem })))).toEqual([]);
  });

  it('have a name of their own', () => {
    const names = all.map(({ group, name }) => `${group}: ${name}`);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });
});
