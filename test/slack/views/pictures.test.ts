import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { validateBlocks, validateView } from '../../../src/sandbox/slack/index.ts';
import { type Picture, pictures } from './pictures.ts';

const all = pictures();
const button = z.object({ type: z.literal('button'), text: z.object({ text: z.string() }), accessibility_label: z.string() });

describe('the pictures', () => {
  it.each([...new Set(all.map(({ group }) => group))])('of "%s" are within Slack’s limits', (group) => {
    const problems = ({ view }: Picture): unknown[] => ('type' in view ? validateView(view, view.type).problems : validateBlocks(view.blocks));
    expect(all.filter((each) => each.group === group).flatMap((each) => problems(each).map((problem) => ({ name: each.name, problem })))).toEqual([]);
  });

  it('have buttons whose spoken name begins with, or has in it, what is written on them: who says it to a computer has pressed it', () => {
    const buttonsIn = (value: unknown): z.output<typeof button>[] => {
      if (Array.isArray(value)) return value.flatMap(buttonsIn);
      if (typeof value !== 'object' || value === null) return [];
      const found = button.safeParse(value);
      return found.success ? [found.data] : Object.values(value).flatMap(buttonsIn);
    };
    const plainly = (text: string): string => text.replace(/[….]/gu, '').trim().toLowerCase();
    const unsaid = all.flatMap(({ view }) => buttonsIn(view.blocks)).filter(({ text, accessibility_label: spoken }) => !plainly(spoken).includes(plainly(text.text)));
    expect([...new Set(unsaid.map(({ text, accessibility_label: spoken }) => `${text.text}: ${spoken}`))]).toEqual([]);
  });

  it('have a name of their own', () => {
    const names = all.map(({ group, name }) => `${group}: ${name}`);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });
});
