import type { Random } from './random.ts';

/** Bytes that a changed file has at most: whole chunks may be repeated many times over. */
const mostBytes = 400_000;

type Change = (bytes: Buffer, random: Random, other: Buffer) => Buffer;

/** A piece of some bytes, short more often than long. */
function piece(bytes: Buffer, random: Random): [from: number, to: number] {
  const from = random.below(bytes.length + 1);
  const length = random.below(random.pick([2, 8, 64, 1024, bytes.length + 1]));
  return [from, Math.min(bytes.length, from + length)];
}

const flip: Change = (bytes, { below, pick }) => {
  const copy = Buffer.from(bytes);
  const at = below(copy.length);
  copy[at] = pick([(copy[at] ?? 0) ^ (1 << below(8)), below(256), 0, 0xff, 0x22, 0x3b, 0x0a]);
  return copy;
};

const cut: Change = (bytes, random) => {
  const [from, to] = piece(bytes, random);
  return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
};

const end: Change = (bytes, { below }) => bytes.subarray(0, below(bytes.length + 1));

const insert: Change = (bytes, random) => {
  const at = random.below(bytes.length + 1);
  const length = 1 + random.below(random.pick([2, 8, 300]));
  const extra = Buffer.from(Array.from({ length }, () => random.below(256)));
  return Buffer.concat([bytes.subarray(0, at), extra, bytes.subarray(at)]);
};

const repeat: Change = (bytes, random) => {
  const [from, to] = piece(bytes, random);
  const times = Math.min(random.pick([1, 2, 10, 500]), Math.floor(mostBytes / Math.max(1, bytes.length)));
  const chunk = bytes.subarray(from, to);
  return Buffer.concat([
    bytes.subarray(0, to),
    ...Array.from({ length: times }, () => chunk),
    bytes.subarray(to),
  ]);
};

const splice: Change = (bytes, random, other) => {
  const [from, to] = piece(bytes, random);
  const [start, stop] = piece(other, random);
  return Buffer.concat([bytes.subarray(0, from), other.subarray(start, stop), bytes.subarray(to)]);
};

const joined: Change = (bytes, { pick }, other) =>
  pick([
    Buffer.concat([bytes, other]),
    Buffer.concat([bytes, Buffer.from('\n'), other]),
    Buffer.concat([bytes, bytes]),
  ]);

const zeros: Change = (bytes, random) => {
  const [from, to] = piece(bytes, random);
  return Buffer.from(bytes).fill(random.pick([0, 0x20, 0xff]), from, to);
};

const mark: Change = (bytes, { pick }) =>
  Buffer.concat([
    Buffer.from(
      pick([
        [0xef, 0xbb, 0xbf],
        [0xff, 0xfe],
        [0xfe, 0xff],
        [0x1f, 0x8b],
        [0x50, 0x4b, 3, 4],
        [0xd0, 0xcf, 0x11, 0xe0],
      ]),
    ),
    bytes,
  ]);

/** The text once more, as another program would save it. */
const encoding: Change = (bytes, { pick }) => {
  const text = bytes.toString('utf8');
  const little = Buffer.from(`\ufeff${text}`, 'utf16le');
  const big = Buffer.from(little).swap16();
  return pick([
    Buffer.from(text, 'latin1'),
    little,
    little.subarray(2),
    little.subarray(0, -1),
    big,
    Buffer.from(bytes.toString('latin1')),
  ]);
};

const lineEnds: Change = (bytes, random) => {
  const ends = random.pick([
    ['\r\n'],
    ['\r'],
    ['\n'],
    ['\n', '\r\n', '\r'],
    ['\n\n'],
    ['\u2028'],
    ['\0'],
    [''],
  ]);
  return Buffer.from(
    bytes.toString('latin1').replace(/\r\n|\r|\n/g, () => random.pick(ends)),
    'latin1',
  );
};

const changes: readonly Change[] = [
  flip,
  flip,
  flip,
  cut,
  cut,
  end,
  insert,
  insert,
  repeat,
  splice,
  joined,
  zeros,
  mark,
  encoding,
  lineEnds,
];

/** The bytes of a file after a few accidents. */
export function changedBytes(bytes: Buffer, random: Random, other: Buffer): Buffer {
  let changed = bytes;
  for (let left = 1 + random.below(4); left > 0; left--) {
    if (changed.length === 0) return changed;
    changed = random.pick(changes)(changed, random, other).subarray(0, mostBytes);
  }
  return changed;
}
