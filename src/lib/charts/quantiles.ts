/** The quantiles of a figure on 1 January of a year: the 50 % band lies from q25 to q75, the 80 % band from q10 to q90. */
export interface Quantiles {
  year: number;
  q10: number;
  q25: number;
  q50: number;
  q75: number;
  q90: number;
}
