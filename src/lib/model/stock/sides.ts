import type { SideStream } from '#lib/model/drivers.ts';
import { chosen, rounded } from '#lib/model/draws/whole.ts';

/** Graduates beside the stock by age: heads on 1 January (years + 1), and who entered and stopped in each year. */
export interface SidePath {
  heads: Float64Array;
  entered: Float64Array;
  stopped: Float64Array;
  ftePerHead: number;
}

/**
 * Follows graduates of whom the share still active after s years is given (the intake formula of Van Greuningen,
 * Batenburg and Van der Velden 2012, Human Resources for Health 10:21). Who enters in year t stands in the stock on
 * 1 January of t + 1, where s is 0.
 *
 * @param word when given, heads are whole, drawn with this word of random numbers
 */
export function sidePath(
  { id, headsPerYear, activeAfter, ftePerHead }: SideStream,
  { years, meanFte, word }: { years: number; meanFte: number; word: number | undefined },
): SidePath {
  const path: SidePath = {
    heads: new Float64Array(years + 1),
    entered: new Float64Array(years),
    stopped: new Float64Array(years),
    ftePerHead: ftePerHead ?? meanFte,
  };
  const share = (s: number) => activeAfter[Math.min(s, activeAfter.length - 1)] as number;
  for (let entry = 0; entry < years; entry++) {
    const mean = headsPerYear[entry] as number;
    const entered = word === undefined ? mean : rounded(word ^ id, entry, mean);
    path.entered[entry] = entered;
    let active = entered;
    for (let t = entry + 1; t <= years; t++) {
      const s = t - entry - 1;
      const before = s === 0 ? 1 : share(s - 1);
      const after = entered * share(s);
      const drawn = () =>
        chosen((word as number) ^ id, 1024 + entry * 1024 + t, active, before > 0 ? share(s) / before : 0);
      const now = word === undefined ? after : drawn();
      path.stopped[t - 1] = (path.stopped[t - 1] as number) + (active - now);
      path.heads[t] = (path.heads[t] as number) + now;
      active = now;
    }
  }
  return path;
}
