import { basename, extname } from 'node:path';

/** Names that Windows keeps for devices, whatever their ending. */
const devices = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** The longest name that every file system takes, in bytes, with room for a number. */
const longest = 200;

/** Cuts a text to a number of bytes, never through a character. */
function cut(text: string, bytes: number): string {
  let kept = '';
  for (const character of text) {
    if (Buffer.byteLength(kept + character) > bytes) break;
    kept += character;
  }
  return kept;
}

/**
 * The name under which an uploaded file is stored: the last part of its path, without what a file system could take
 * for something else, and different from the names that are taken, also where capitals do not count.
 */
export function uploadName(given: string, taken: readonly string[]): string {
  const last = given.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const plain = last
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069<>:"|?*]/g, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  const safe = plain === '' ? 'bestand' : devices.test(plain) ? `_${plain}` : plain;
  const ending = cut(extname(safe), 20);
  const stem = cut(basename(safe, extname(safe)), longest - Buffer.byteLength(ending));
  const known = new Set(taken.map((name) => name.toLowerCase()));
  let free = stem + ending;
  for (let number = 2; known.has(free.toLowerCase()); number++) free = `${stem} (${number})${ending}`;
  return free;
}
