import { expect, it } from 'vitest';
import { spread } from '#lib/charts/spread.ts';

it.each([
  { places: [], moved: [] },
  { places: [50], moved: [50] },
  { places: [20, 60], moved: [20, 60] },
  { places: [50, 50], moved: [45, 55] },
  { places: [60, 52], moved: [61, 51] },
  { places: [0, 1, 100], moved: [0, 10, 100] },
  { places: [99, 100, 40], moved: [90, 100, 40] },
  { places: [48, 50, 52, 64], moved: [38.5, 48.5, 58.5, 68.5] },
])('moves $places apart to $moved', ({ places, moved }) => {
  expect(spread(places, { distance: 10, range: [0, 100] })).toEqual(moved);
});
