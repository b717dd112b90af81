/** The one place where FTE becomes heads: FTE divided by the mean FTE per head of the stock it is compared with. */
export function headsFromFte(fte: number, stock: { heads: number; fte: number }): number {
  return stock.fte === 0 ? NaN : (fte * stock.heads) / stock.fte;
}
