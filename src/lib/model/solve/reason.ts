/** Why there is no intake that does it, or none is needed. */
export type Reason =
  | { code: 'too-late'; year: number; firstReached: number }
  | { code: 'no-flow' }
  | { code: 'no-intake' }
  | { code: 'places'; group: string; period: string; schoolYear: number; largestSize: number }
  | { code: 'places-anyway'; group: string; period: string; schoolYear: number }
  | { code: 'together'; attained: number }
  | { code: 'chance'; attained: number }
  | { code: 'closed-without-intake' };

/** A school year as people write it. */
function schoolYearText(began: number): string {
  return `${began}/${began + 1}`;
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(1))} %`;
}

/** The sentence that goes with a reason. */
export function reasonText(reason: Reason): string {
  switch (reason.code) {
    case 'too-late':
      return `An intake decided now stands in the stock from 1 January ${reason.firstReached} on, which is after ${reason.year}.`;
    case 'no-flow':
      return 'The intake never reaches the groups that are short: none of its graduates goes there.';
    case 'no-intake':
      return 'There is no school and no intake whose graduates go to the groups that are short.';
    case 'places':
      return `Not every student would have a place: in period ${reason.period} of ${schoolYearText(reason.schoolYear)} places run out in ${reason.group} beyond ${Number(reason.largestSize.toFixed(3))} times the intake of now.`;
    case 'places-anyway':
      return `Places lack in ${reason.group} in period ${reason.period} of ${schoolYearText(reason.schoolYear)} even without any new first-years.`;
    case 'together':
      return `There is no intake at which the gap is closed and every student has a place in enough draws: at best in ${percent(reason.attained)} of them.`;
    case 'chance':
      return `In runs with all limits the gap is closed with a chance of at most ${percent(reason.attained)} at the intakes that were tried.`;
    case 'closed-without-intake':
      return 'The gap is closed even without any new first-years.';
  }
}
