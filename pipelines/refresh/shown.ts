const units = ['bytes', 'kB', 'MB', 'GB'];

/** A number of bytes for people: 999 bytes, 1.5 kB, 20 MB. */
export function shownBytes(bytes: number): string {
  const step = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  const value = bytes / 1000 ** step;
  return `${step > 0 && value < 10 ? value.toFixed(1) : value.toFixed(0)} ${units[step]}`;
}

/** The day of a moment, such as 2026-11-22. */
export function shownDay(moment: string): string {
  return moment.slice(0, 10);
}
