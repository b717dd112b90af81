import type { PlotOptions } from '@observablehq/plot';
import { fanOptions } from './fan.ts';
import type { FanInput } from './fan.ts';
import { flowsOptions } from './flows.ts';
import type { FlowsInput } from './flows.ts';
import { gapOptions } from './gap.ts';
import type { GapInput } from './gap.ts';
import { pyramidOptions } from './pyramid.ts';
import type { PyramidInput } from './pyramid.ts';

/** What every kind of chart is drawn from. */
export interface ChartInputs {
  fan: FanInput;
  flows: FlowsInput;
  gap: GapInput;
  pyramid: PyramidInput;
}

export type ChartKind = keyof ChartInputs;

const kinds: { [K in ChartKind]: (input: ChartInputs[K] & { width: number }) => PlotOptions } = {
  fan: fanOptions,
  flows: flowsOptions,
  gap: gapOptions,
  pyramid: pyramidOptions,
};

/** The Plot options of a chart at a width in pixels. */
export function optionsFor<K extends ChartKind>(kind: K, input: ChartInputs[K], width: number): PlotOptions {
  return kinds[kind]({ ...input, width });
}
