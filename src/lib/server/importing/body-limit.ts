const units: Record<string, number> = { '': 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3 };

/** What the server takes where nothing is said, in bytes. */
const usual = 512 * 1024;

/** Bytes that the server takes in one request, as its setting `BODY_SIZE_LIMIT` says: “150M”. */
export function bytesIn(setting: string | undefined): number {
  const [, number, unit] = /^(\d+)([KMG]?)$/i.exec(setting ?? '') ?? [];
  if (number !== undefined) return Number(number) * (units[(unit ?? '').toUpperCase()] ?? 1);
  return setting === 'Infinity' ? Infinity : usual;
}
