import { isObject, listOf } from '../json.ts';
import { also, byType, list, number, object, oneOf, string, type Check } from './checks.ts';

/** https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block */
const point: Check = object({ label: string({ max: 20 }), value: number() });
const axes: Check = object({ categories: list(string({ max: 20 }), { min: 1, max: 20 }) }, { x_label: string({ max: 50 }), y_label: string({ max: 50 }) });
const series: Check = object({ name: string({ max: 20 }), data: list(point, { min: 1, max: 20 }) });

/** Each series has exactly one point for each category. */
const pointsMatchCategories: Check = (value, at, problems) => {
  if (!isObject(value) || !isObject(value['axis_config'])) return;
  const categories = listOf(value['axis_config']['categories']);
  listOf(value['series']).forEach((each, index) => {
    const labels = isObject(each) ? listOf(each['data']).map((one) => (isObject(one) ? one['label'] : undefined)) : [];
    if (labels.length !== categories.length || categories.some((category) => !labels.includes(category))) {
      problems.push({ message: 'labels must match the axis categories', pointer: `${at}/series/${index}/data` });
    }
  });
};
const plotted = (type: string): Check =>
  also(object({ type: oneOf(type), series: list(series, { min: 1, max: 6 }), axis_config: axes }), pointsMatchCategories);

export const chart: Check = byType({
  pie: object({ type: oneOf('pie'), segments: list(point, { min: 1, max: 6 }) }),
  bar: plotted('bar'),
  line: plotted('line'),
  area: plotted('area'),
});
