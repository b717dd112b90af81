/** What the bare loop is handed: everything that takes thought has been worked out. */
export interface BareInput {
  years: number;
  /** Heads by age at the start, for every region. */
  stocks: Float64Array[];
  ftePerHead: Float64Array;
  /** Share of the entrants by age. */
  profile: Float64Array;
  /** For every draw, the share that stays, by year and age. */
  stays: Float64Array[];
  /** For every draw, entrants of a region by year. */
  entrants: Float64Array[];
}

/**
 * The least that a projection of regions × ages × years × draws can be: N[a+1] = N[a] × stay + entrants × profile
 * and the sum of the FTE, in place over typed arrays.
 *
 * @returns the FTE by draw, region and year
 */
export function bareLoop({ years, stocks, ftePerHead, profile, stays, entrants }: BareInput): Float64Array {
  const ages = ftePerHead.length;
  const out = new Float64Array(stays.length * stocks.length * years);
  const now = new Float64Array(ages);
  let at = 0;
  for (let draw = 0; draw < stays.length; draw++) {
    const stay = stays[draw] as Float64Array;
    const arriving = entrants[draw] as Float64Array;
    for (const stock of stocks) {
      now.set(stock);
      for (let year = 0; year < years; year++) {
        const cell = year * ages;
        const heads = arriving[year] as number;
        let fte = 0;
        for (let age = ages - 1; age > 0; age--) {
          const older =
            (now[age - 1] as number) * (stay[cell + age - 1] as number) + heads * (profile[age] as number);
          now[age] = older;
          fte += older * (ftePerHead[age] as number);
        }
        now[0] = heads * (profile[0] as number);
        out[at++] = fte + (now[0] as number) * (ftePerHead[0] as number);
      }
    }
  }
  return out;
}
