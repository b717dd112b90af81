/**
 * The one place where FTE becomes heads: FTE divided by the mean FTE per head of the stock it is compared with. No
 * FTE is no heads; FTE beside an empty stock cannot be expressed in heads.
 */
export function headsFromFte(fte: number, stock: { heads: number; fte: number }): number {
  if (fte === 0) return 0;
  return stock.fte === 0 ? NaN : (fte * stock.heads) / stock.fte;
}
